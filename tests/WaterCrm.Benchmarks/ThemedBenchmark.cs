using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;

namespace WaterCrm.Benchmarks;

/// <summary>What words, menus, colours and the theme's parts cost: fifty rows in the public theme, and the same rows in a layout that says the same bytes by heart.</summary>
public sealed class ThemedBenchmark : IBenchmark
{
    private const string Start = "<table class=\"table\">";
    private const string End = "</table>";
    private readonly ShellBesidePlain sides = new();

    public string Name => "themed";
    public string Question => "page of 50 rows in the public theme, requests per second through the shell / plain MVC with a layout of the same bytes and the same middleware";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.85;
    public Side Subject => new(token => sides.OfShell!.BurstAsync(token));
    public Side Base => new(token => sides.OfPlain!.BurstAsync(token));

    public async Task PrepareAsync(CancellationToken token)
    {
        var page = await sides.StartShellAsync("/Fixture.South/Home/Rows", token);
        var layout = new LayoutByHeart(page[..page.IndexOf(Start, StringComparison.Ordinal)], page[(page.LastIndexOf(End, StringComparison.Ordinal) + End.Length)..]);
        ShellBesidePlain.Same(page, await sides.StartPlainAsync(PlainFixtures.Build(layout), "/Home/Rows", token));
    }

    public ValueTask DisposeAsync() => sides.DisposeAsync();

    /// <summary>Gives the layout of the plain application its bytes.</summary>
    private sealed class LayoutByHeart(string before, string after) : IResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            var page = (ViewResult)context.Result;
            (page.ViewData["Layout"], page.ViewData["Before"], page.ViewData["After"]) = ("_Bytes", before, after);
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
        }
    }
}
