using System.Text.RegularExpressions;
using MediatR;
using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.Setup;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Sops;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>
/// Makes the pictures of docs/user-guide from the demonstration, with a clock that stands still. <c>./build.sh guide</c> puts them into the guide;
/// any other run leaves them in artifacts, so that tests never change what lies in the repository. GUIDE_LANGUAGE makes those of another language.
/// </summary>
[Trait("Category", "Long")]
public sealed class GuidePictures(Browser browser) : IAsyncLifetime
{
    /// <summary>Who looks (a sign-in name of the demonstration; empty: anybody), what they open, what they do there.</summary>
    internal static readonly IReadOnlyList<GuidePicture> All =
    [
        new("sign-in", "", "/staff/sign-in"),
        new("today", "nam", "/staff"),
        new("new-complaint", "nam", "/staff/complaints/new", async page =>
        {
            await page.FillAsync("#Caller", "0912 000 201");
            await page.Locator("[name=Chosen]").First.CheckAsync();
            await page.Locator("[name=Kind][value=low-pressure]").CheckAsync();
            await page.FillAsync("#Text", "Since yesterday evening hardly any water on the second floor.");
        }),
        new("recorded", "nam", "/staff/complaints/new", async page =>
        {
            await page.FillAsync("#Caller", "0912 000 101");
            await page.Locator("[name=Chosen]").First.CheckAsync();
            await page.Locator("[name=Kind][value=billing]").CheckAsync();
            await page.FillAsync("#Text", "The bill is twice as high as last month.");
            await page.ClickAsync("main form button.btn-primary:visible");
            await page.Locator(".number-big").WaitForAsync();
            await page.EvaluateAsync("() => document.querySelectorAll('.code').forEach(e => e.textContent = '7K2M-9QXD-04RT-W8ZB')");   // the real one is another each time
        }),
        new("complaint", "nam", "/staff/complaints?q=88%20B%E1%BA%A1ch%20%C4%90%E1%BA%B1ng", Open("table.rows tbody a")),
        new("inbox", "nam", "/staff/tasks"),
        new("search", "nam", "/staff/search?q=tran+phu"),
        new("customer", "nam", "/staff/customers?q=KH-000101", Open("table.rows tbody a")),
        new("help-panel", "nam", "/staff/complaints/new", async page =>
        {
            await page.ClickAsync(".help-link");
            await page.Locator("#help[open] .help-text").WaitForAsync();
        }),
        new("step-telephone", "binh", "/staff/tasks", Open("table.rows tbody a"), Width: 360),
        new("step", "binh", "/staff/tasks", async page =>
        {
            await Open("table.rows tbody a")(page);
            await page.EvaluateAsync("() => document.querySelector('.step-now').scrollIntoView()");
        }),
        new("today-head", "hoa", "/staff"),
        new("complaints-late", "hoa", "/staff/complaints?tab=late"),
        new("teams", "hoa", "/staff/teams"),
        new("import", "hoa", "/staff/imports/new"),
        new("today-director", "trang", "/staff"),
        new("audit", "trang", "/staff/admin/audit"),
        new("public-first", "", "/"),
        new("public-report", "", "/report"),
        new("words", "duc", "/staff/admin/words?q=complaint"),
        new("feedback", "duc", "/staff/admin/feedback"),
        new("people", "duc", "/staff/people"),
        new("person", "duc", "/staff/people?text=nam", Open("table.rows tbody a")),
        new("roles", "duc", "/staff/roles"),
        new("settings", "duc", "/staff/admin/settings"),
        new("health", "duc", "/staff/admin/health"),
    ];

    private readonly FakeTime clock = new();
    private Site site = null!;

    private static string Language => Environment.GetEnvironmentVariable("GUIDE_LANGUAGE") is { Length: > 0 } chosen ? chosen : "en";

    private static string Folder => Environment.GetEnvironmentVariable("GUIDE_PICTURES") is "write" ? Repository.PathOf("docs", "user-guide", "pictures") : Repository.PathOf("artifacts", "screenshots", "guide");

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        Assert.Null((await site.SendAsync(new FinishSetup(Demonstration: true))).Error);
        foreach (var name in All.Select(p => p.Who).Where(w => w.Length > 0).Distinct()) await site.LetInAsync(name);
        await site.SendAsync(new SendFeedback("The list of complaints should show the street first.", "/staff/complaints"));
        clock.Advance(TimeSpan.FromMinutes(12));
        await site.SendAsync(new SendFeedback("I do not understand what “referred” means.", "/track/{code}"));
        var branch = await site.SendAsync(new RecordBranch { Name = "Branch of the old town", Kind = BranchKind.Office });
        foreach (var (code, name) in new[] { ("network-north", "Network crew north"), ("meters", "Meter workshop") }) await site.SendAsync(new RecordTeam { Code = code, Name = name, BranchId = branch.Value });
        clock.Advance(TimeSpan.FromHours(26));   // the next morning: some of it is late
        await site.BackgroundTasks.RunAsync<DeadlineWatch>();
    }

    [Fact]
    public async Task The_pictures_of_the_guide_are_made()
    {
        Directory.CreateDirectory(Folder);
        foreach (var looks in All.GroupBy(p => (p.Who, p.Width)))
        {
            await using var visitor = await browser.VisitAsync(site.Address, Language, looks.Key.Width);
            if (looks.Key.Who.Length > 0) await visitor.SignInAsync(looks.Key.Who);
            foreach (var picture in looks) await TakeAsync(visitor.Page, picture);
            Assert.Empty(visitor.Troubles);
        }
    }

    private static async Task TakeAsync(IPage page, GuidePicture picture)
    {
        await page.SetViewportSizeAsync(picture.Width, picture.Width < 600 ? 740 : 660);
        await page.GotoAsync(picture.Address);
        if (picture.Then is not null) await picture.Then(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.EvaluateAsync("() => { document.activeElement?.blur?.(); }");   // no cursor that blinks
        var file = Path.Combine(Folder, Language == "en" ? $"{picture.Name}.png" : $"{picture.Name}.{Language}.png");
        await File.WriteAllBytesAsync(file, SmallPng.Of(await page.ScreenshotAsync()), TestContext.Current.CancellationToken);
    }

    private static Func<IPage, Task> Open(string link) => async page =>
    {
        await page.Locator(link).First.ClickAsync();
        await page.WaitForLoadStateAsync();
    };

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
    }
}

/// <param name="Name">The file's name.</param>
/// <param name="Who">The sign-in name of who looks; empty for anybody.</param>
/// <param name="Address">What is opened.</param>
/// <param name="Then">What is done there.</param>
/// <param name="Width">Of the screen.</param>
internal sealed record GuidePicture(string Name, string Who, string Address, Func<IPage, Task>? Then = null, int Width = 1000);

/// <summary>The guide shows no picture that the script does not make, and the script makes none that the guide does not show.</summary>
public sealed partial class GuideAndScriptTests
{
    [Fact]
    public void The_guide_and_the_script_know_the_same_pictures()
    {
        var shown = Directory.GetFiles(Repository.PathOf("docs", "user-guide"), "*.md").SelectMany(f => Picture().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().Order();

        Assert.Equal(GuidePictures.All.Select(p => p.Name).Order(), shown);
    }

    [Fact]
    public void Two_pictures_never_have_one_name() => Assert.Equal(GuidePictures.All.Count, GuidePictures.All.Select(p => p.Name).Distinct().Count());

    [GeneratedRegex(@"\]\(pictures/([a-z-]+)(?:\.[a-zA-Z-]+)?\.png\)")]
    private static partial Regex Picture();
}
