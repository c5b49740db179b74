using System.Globalization;
using System.Text;

namespace WaterCrm.Benchmarks.Measuring;

/// <summary>Writes docs/figures.md.</summary>
public static class FiguresPage
{
    public static string Write(IEnumerable<Figure> figures, string commit, DateTimeOffset measuredAt, int cores)
    {
        var page = new StringBuilder(
            """
            # Figures

            Written by `./build.sh bench`. Each figure is a ratio to a base measured in the same run on the same machine: after a warm-up both sides
            run in turns, 81 pairs (7 where a run takes over 5 s), and the median of the pairs' ratios counts. Half of the pairs lie in the spread.

            | name | what against what | ratio | spread | bound | | commit | date | cores |
            |---|---|---|---|---|---|---|---|---|

            """);
        var date = measuredAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var figure in figures)
        {
            var spread = $"{Figure.Write(Statistics.Quantile(figure.Ratios, 0.25))} - {Figure.Write(Statistics.Quantile(figure.Ratios, 0.75))}";
            var bound = $"{(figure.Direction is Direction.AtLeast ? "at least" : "at most")} {figure.WriteBound}";
            page.Append(CultureInfo.InvariantCulture,
                $"| `{figure.Name}` | {figure.Question} | {Figure.Write(figure.Ratio)} | {spread} | {bound} | {figure.Verdict} | {commit} | {date} | {cores} |\n");
        }
        return page.ToString();
    }
}
