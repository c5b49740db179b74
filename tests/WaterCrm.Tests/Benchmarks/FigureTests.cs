using WaterCrm.Benchmarks.Measuring;

namespace WaterCrm.Tests.Benchmarks;

public class FigureTests
{
    [Theory]
    [InlineData(Direction.AtLeast, 0.9, 0.9, "ok")]
    [InlineData(Direction.AtLeast, 0.9, 0.8999, "short")]
    [InlineData(Direction.AtMost, 3, 3, "ok")]
    [InlineData(Direction.AtMost, 3, 3.001, "short")]
    public void A_figure_on_the_bound_is_kept(Direction direction, double bound, double ratio, string verdict) =>
        Assert.Equal(verdict, new Figure("shell", "", direction, bound, [ratio]).Verdict);

    [Fact]
    public void The_last_line_says_ratio_bound_and_verdict() =>
        Assert.Equal("shell: ratio 0.953 (bound 0.9) ok", new Figure("shell", "", Direction.AtLeast, 0.90, [0.5, 0.9534, 1.2]).Line);

    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 0.5, 2)]
    [InlineData(new[] { 4.0, 1, 2, 3 }, 0.5, 2.5)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, 0.25, 2)]
    [InlineData(new[] { 7.0 }, 0.75, 7)]
    public void A_quantile_lies_between_its_neighbours(double[] values, double share, double expected) =>
        Assert.Equal(expected, Statistics.Quantile(values, share), 9);

    [Fact]
    public void Of_nothing_there_is_no_median() => Assert.Throws<ArgumentException>(() => Statistics.Median([]));

    [Fact]
    public void The_page_has_a_row_for_each_figure()
    {
        var page = FiguresPage.Write(
            [new Figure("worklist", "the list / a static page", Direction.AtMost, 3, [2, 2.5, 3])],
            "0123abc", new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), 2);

        Assert.EndsWith("| `worklist` | the list / a static page | 2.500 | 2.250 - 2.750 | at most 3 | ok | 0123abc | 2026-11-22 | 2 |\n", page);
    }
}
