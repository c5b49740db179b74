using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;
using WaterCrm.Host;

namespace WaterCrm.Benchmarks;

/// <summary>What words, menus, colours and the theme's parts cost: fifty rows in the public theme, and the same rows in a layout that says the same bytes by heart.</summary>
public sealed class ThemedBenchmark : IBenchmark
{
    private const string Start = "<table class=\"table\">";
    private const string End = "</table>";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("watercrm-bench-");
    private WebApplication? shell;
    private WebApplication? plain;
    private ManyWires? ofShell;
    private ManyWires? ofPlain;

    public string Name => "themed";
    public string Question => "page of 50 rows in the public theme, requests per second through the shell / plain MVC with a layout of the same bytes and the same middleware";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.85;
    public Side Subject => new(token => ofShell!.BurstAsync(token));
    public Side Base => new(token => ofPlain!.BurstAsync(token));

    public async Task PrepareAsync(CancellationToken token)
    {
        shell = WaterCrmHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--AppData", data.FullName, "--Log:Console", "false", "--Log:Files", "false", "--Modules:Path", PlainFixtures.Folder,
        ]);
        await shell.StartAsync(token);
        ofShell = await ManyWires.OpenAsync(shell.Urls.First(), "/Fixture.South/Home/Rows", token);
        var page = Body(await ofShell.ReadAsync(token, "C-2026-000050", "site-foot"));

        plain = PlainFixtures.Build(new LayoutByHeart(page[..page.IndexOf(Start, StringComparison.Ordinal)], page[(page.LastIndexOf(End, StringComparison.Ordinal) + End.Length)..]));
        await plain.StartAsync(token);
        ofPlain = await ManyWires.OpenAsync(plain.Urls.First(), "/Home/Rows", token);
        var same = Body(await ofPlain.ReadAsync(token, "C-2026-000050", "site-foot"));
        if (string.Concat(page.Where(c => !char.IsWhiteSpace(c))) != string.Concat(same.Where(c => !char.IsWhiteSpace(c))))
            throw new InvalidOperationException($"The pages differ:\n{page}\n----\n{same}");
    }

    public async ValueTask DisposeAsync()
    {
        ofShell?.Dispose();
        ofPlain?.Dispose();
        if (plain is not null) await plain.DisposeAsync();
        if (shell is not null)
        {
            await shell.StopAsync();
            await shell.DisposeAsync();
        }
        data.Delete(recursive: true);
    }

    private static string Body(string answer) => answer[answer.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..(answer.LastIndexOf("</html>", StringComparison.Ordinal) + "</html>".Length)];

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
