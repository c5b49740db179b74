using System.Diagnostics;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;

// The base of the figure start: a program of its own.
if (args is [PlainModules.Word, var data, var url]) return await PlainModules.ServeAsync(data, url);

// ./build.sh bench NAME measures one figure and ends with its line; without a name it measures all and rewrites docs/figures.md.
var all = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();

var page = args is ["--write", var path] ? path : null;
var chosen = page is not null ? all : all.Where(benchmark => args is [var name] && benchmark.Name == name).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"Say one of: {string.Join(", ", all.Select(benchmark => benchmark.Name))}");
    return 2;
}

var runner = new PairedBursts(TimeProvider.System, () =>
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
});
List<Figure> figures = [];
foreach (var benchmark in chosen)
{
    Console.WriteLine($"{benchmark.Name}: {benchmark.Question}");
    await using (benchmark)
        figures.Add(await runner.MeasureAsync(benchmark, CancellationToken.None));
    Console.WriteLine(figures[^1].Spread);
    Console.WriteLine(figures[^1].Line);
}

if (page is not null) File.WriteAllText(page, FiguresPage.Write(figures, Commit(), TimeProvider.System.GetUtcNow(), Environment.ProcessorCount));
return figures.All(figure => figure.IsKept) ? 0 : 1;

static string Commit()
{
    using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]) { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
