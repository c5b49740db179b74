using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Benchmarks;

/// <summary>What the page costs on which the staff live: sign-in, permissions, menu, words, rows and counts against the bare minimum that could show them.</summary>
public sealed class WorkListBenchmark : IBenchmark
{
    private const int Requests = 100;
    private const int WarmUp = 2000;   // the machine code of so much code settles later than the harness waits
    private const string Kind = "leak";
    private const string Path = "/staff/complaints?kind=" + Kind;
    private RealHost? host;
    private WebApplication? plain;
    private BareWorkList? bare;
    private Wire? ours;
    private Wire? theirs;

    public string Name => "worklist";
    public string Question => "first page of the work list over 100,000 complaints, filtered, sorted, counted, at concurrency 1: time / plain MVC page of the same bytes and its bare SQL";
    public Comparing Comparing => Comparing.Time;
    public Direction Direction => Direction.AtMost;
    public double Bound => 3;
    public Side Subject => new(token => BurstAsync(ours!, token));
    public Side Base => new(token => BurstAsync(theirs!, token));

    public async Task PrepareAsync(CancellationToken token)
    {
        host = await RealHost.StartAsync(serves: true, token);
        var (person, cookies) = await host.SignInAsync(token);
        await ManyComplaints.PutAsync(host, person, token);
        ours = await Wire.OpenAsync(host.Address, Path, cookies, token);
        var page = await ours.ReadAsync(token);
        bare = new BareWorkList(host.Database.ReadConnectionString, Kind, person, host.Services.GetRequiredService<Utility>().Zone);
        Compare(page, bare);

        plain = PlainMvc(new StaticPage(bare, Body(page)));
        await plain.StartAsync(token);
        theirs = await Wire.OpenAsync(plain.Urls.First(), "/list", cookies, token);
        await theirs.ReadAsync(token);
        for (var i = 0; i < WarmUp; i++) _ = (await ours.AskAsync(token), await theirs.AskAsync(token));
    }

    public async ValueTask DisposeAsync()
    {
        ours?.Dispose();
        theirs?.Dispose();
        if (plain is not null) await plain.DisposeAsync();
        bare?.Dispose();
        if (host is not null) await host.DisposeAsync();
    }

    private static async Task<double> BurstAsync(Wire wire, CancellationToken token)
    {
        for (var i = 0; i < Requests; i++) await wire.AskAsync(token);
        return Requests;
    }

    private static byte[] Body(string answer) => Encoding.UTF8.GetBytes(answer[answer.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..(answer.LastIndexOf("</html>", StringComparison.Ordinal) + "</html>".Length)]);

    /// <summary>The page must show what the bare statements read, else the two are not the same work.</summary>
    private static void Compare(string page, BareWorkList bare)
    {
        var (rows, counts) = bare.Read();
        var shown = page.Split("<tr>").Length - 2;   // without the heading
        string[] missing = [.. counts.Select(c => $">{c.ToString("N0", CultureInfo.GetCultureInfo("en"))}</span>").Where(c => !page.Contains(c, StringComparison.Ordinal))];
        if (rows != 51 || shown != 50 || counts.Any(c => c == 0) || missing.Length > 0)
            throw new InvalidOperationException($"The page shows {shown} rows and not {string.Join(' ', missing)}; the statements found {rows} rows and the counts {string.Join(", ", counts)}.");
    }

    private static WebApplication PlainMvc(StaticPage page)
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        var parts = new ApplicationPartManager();
        parts.ApplicationParts.Add(new AssemblyPart(Assembly.GetExecutingAssembly()));
        builder.Services.AddSingleton(parts);
        builder.Services.AddSingleton(page);
        builder.Services.AddControllersWithViews();
        var app = builder.Build();
        app.MapControllers();
        return app;
    }
}

/// <summary>What the plain page says, and where it asks.</summary>
internal sealed record StaticPage(BareWorkList List, byte[] Bytes);

/// <summary>A page that asks the database and then says the same as always.</summary>
public sealed class PlainWorkListController : Controller
{
    [HttpGet("/list")]
    public IActionResult List()
    {
        var page = HttpContext.RequestServices.GetRequiredService<StaticPage>();
        page.List.Read();
        return File(page.Bytes, "text/html; charset=utf-8");
    }
}
