using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Sops;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>
/// Every page with real content, in three languages, on a phone and a desk, light and dark, in artifacts/screenshots: for people to look at after
/// a change of style. What a program can see it checks: nothing is wider than the screen, no script fails, no foreign host is called.
/// </summary>
[Trait("Category", "Long")]
public sealed partial class PicturesOfEveryPage(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
    private Site site = null!;
    private Visitor desk = null!, street = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        (desk, street) = (await browser.VisitAsync(site.Address), await browser.VisitAsync(site.Address));
    }

    [Fact]
    public async Task Every_page_fits_its_screen_in_every_language()
    {
        await street.TakeAsync("/", "setup-nobody");
        await street.TakeAsync(new Uri(await site.SetupLinkAsync()).AbsolutePath, "setup");
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator", "Care staff", "Head of customer care");
        await site.AddPersonAsync("Trần Văn Nam", "nam", "Team");
        await desk.SignInAsync("mai");
        await Empty();
        await Filled();
        await Complaints();
        await Customers();
        await Imports();
        await Doors();
        Assert.Empty(desk.Troubles);
        Assert.DoesNotContain(street.Troubles, t => !t.EndsWith("/error/500", StringComparison.Ordinal));   // that one is asked for on purpose
    }

    private async Task Empty()
    {
        foreach (var (path, name) in new[] { ("tasks", "tasks"), ("complaints", "complaints"), ("customers", "customers"), ("zones", "zones"), ("imports", "imports"), ("search?q=nobody", "search") })
            await desk.TakeAsync("/staff/" + path, $"{name}-empty");
    }

    private async Task Filled()
    {
        var zones = new List<Guid>();
        foreach (var (code, en, vi, zh) in new[] { ("Z1", "Old town", "Phố cổ", "老城"), ("Z2", "Riverside industrial park", "Khu công nghiệp ven sông", "沿江工业园") })
            zones.Add((await site.SendAsync(new RecordZone { Code = code, NameEn = en, NameVi = vi, NameZh = zh })).Value);
        foreach (var (name, phone, address) in new[] { ("Nguyễn Thị Hoa", "0912345678", "12 Lê Lợi"), ("王伟明", "0987654321", "30 Trần Phú"), ("Công ty TNHH Dệt may Sông Xanh", "02838223344", "Lô B7, Khu công nghiệp ven sông, phường Long Bình") })
            await site.SendAsync(new RecordCustomer { Name = name, Code = "KH-" + phone[^4..], Phones = [phone], Emails = [$"k{phone}@example.org"], Address = address, ZoneId = zones[name.Length % 2], Kind = name.StartsWith("Công", StringComparison.Ordinal) ? CustomerKind.Organisation : CustomerKind.Person, IsPriority = name == "王伟明", IsKeyCustomer = name.Length > 20, Language = "vi", Note = "Calls back after six." });
    }

    private async Task Complaints()
    {
        await street.TakeAsync("/", "front");
        await street.TakeAsync("/report", "report");
        await street.Page.GotoAsync("/report");
        await street.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
        clock.Advance(TimeSpan.FromSeconds(20));
        await street.Page.ClickAsync("main form button.btn-primary");
        await street.NowAsync("report-refused");
        clock.Advance(TimeSpan.FromSeconds(20));
        await street.Page.Locator("input[name=Kind]").Nth(2).CheckAsync();
        await street.Page.FillAsync("#Place", "12 Lê Lợi");
        await street.Page.FillAsync("#Text", "Since this morning.");
        await street.Page.ClickAsync("main form button.btn-primary");
        await street.TakeAsync(new Uri(street.Page.Url).PathAndQuery, "report-done");
        var tracking = await street.TrackingPageAsync();
        await street.TakeAsync("/track", "track");
        await street.TakeAsync("/track?code=wrong", "track-wrong");
        await street.TakeAsync(tracking, "track-open");

        await desk.TakeAsync("/staff/complaints/new", "new");
        await desk.Page.GotoAsync("/staff/complaints/new");
        await desk.Page.FillAsync("#Caller", "0912 345 678");
        await desk.Page.GetByText("Nguyễn Thị Hoa").WaitForAsync();
        await desk.Page.FillAsync("[data-kind-filter]", "wat");
        await desk.NowAsync("new-caller");
        await desk.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.NowAsync("new-refused");
        clock.Advance(TimeSpan.FromSeconds(20));
        await desk.Page.FillAsync("#Caller", "0912 345 678");
        await desk.Page.Locator("[name=Chosen]").First.CheckAsync();
        await desk.Page.Locator("[name=Kind][value=water-quality]").CheckAsync();
        await desk.Page.FillAsync("#Text", "Brown water since six, smells of iron.");
        await desk.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.NowAsync("recorded");
        var complaint = new Uri(desk.Page.Url).AbsolutePath[..^"/recorded".Length];
        await desk.TakeAsync(complaint + "/recorded", "recorded-again");
        await desk.TakeAsync(complaint, "case");
        await desk.Page.ClickAsync(".step-now button[name=outcome]");
        await desk.NowAsync("case-refused");
        await desk.Page.GotoAsync(complaint);
        await desk.AnswerAsync("ours", ("severity", "high"));
        clock.Advance(TimeSpan.FromDays(1));
        await site.BackgroundTasks.RunAsync<DeadlineWatch>();
        await desk.SignInAsync("mai");
        await desk.TakeAsync(complaint, "case-late");
        await desk.TakeAsync("/staff/tasks", "tasks");
        await desk.Page.GotoAsync("/staff/tasks");
        await desk.Page.Locator("table.rows tbody a").Last.ClickAsync();
        await desk.TakeAsync(new Uri(desk.Page.Url).AbsolutePath, "step");
        await street.TakeAsync(tracking, "track-late");
        await desk.Page.GotoAsync(complaint);
        await desk.AnswerAsync("cause-found", ("findings", "An old pipe of iron"), ("cause", "network"));
        await desk.AnswerAsync("solved", ("done", "Flushed"));
        await desk.AnswerAsync("agreed", ("channel", "phone"), ("said", "Flushed. Sorry."));
        await desk.AnswerAsync("satisfied", ("solved", "yes"));
        await desk.TakeAsync(complaint, "case-closed");
    }

    private async Task Customers()
    {
        await desk.TakeAsync("/staff", "today");
        await desk.TakeAsync("/staff/customers", "customers");
        await desk.TakeAsync("/staff/customers?q=hoa&zone=", "customers-found");
        await desk.TakeAsync("/staff/zones", "zones");
        await desk.TakeAsync("/staff/search?q=" + Uri.EscapeDataString("lê lợi"), "search");
        await desk.Page.GotoAsync("/staff/customers");
        await desk.Page.ClickAsync("text=Nguyễn Thị Hoa");
        var card = new Uri(desk.Page.Url).AbsolutePath;
        await desk.TakeAsync(card, "customer");
        await desk.TakeAsync("/staff/customers/new", "customer-new");
        await desk.Page.GotoAsync("/staff/customers/new");
        await desk.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.NowAsync("customer-refused");
        await using var other = await browser.VisitAsync(site.Address);
        await other.SignInAsync("mai");
        await desk.Page.GotoAsync(card + "/edit");
        await other.Page.GotoAsync(card + "/edit");
        await other.Page.FillAsync("#Name", "Nguyễn Thị Hoà");
        await other.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.TakeAsync(card + "/edit", "customer-edit");
        await desk.Page.GotoAsync(card + "/edit");
        await other.Page.GotoAsync(card + "/edit");
        await other.Page.FillAsync("#Name", "Nguyễn Thị Hoa Mai");
        await other.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.Page.FillAsync("#Name", "Nguyễn Thị Hoa Lan");
        await desk.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.NowAsync("customer-409");
    }

    private async Task Imports()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "kc311_water_services_2007_2020.csv");
        var lines = File.ReadLines(file).Take(301).Select((line, i) => i % 2 == 1 ? Closing().Replace(line, ",OPEN,N,,") : line)
            .Append("2007999999,PHONE,Water Services,,,,,,31/31/2007,,1,2007,RESOL,N,,,,,1 Wrong Street,,,,,,,,,,,,,");
        var some = Path.Combine(Path.GetTempPath(), $"some-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(some, lines, TestContext.Current.CancellationToken);
        await desk.TakeAsync("/staff/imports/new", "import-new");
        foreach (var tryFirst in new[] { true, false })
        {
            await desk.Page.GotoAsync("/staff/imports/new");
            await desk.Page.SetInputFilesAsync("#File", some);
            await desk.Page.SelectOptionAsync("#Map", "kc311-water-services");
            await desk.Page.SetCheckedAsync("#TryFirst", tryFirst);
            await desk.Page.ClickAsync("main form button.btn-primary:visible");
            await desk.Page.GetByText("Done", new() { Exact = true }).WaitForAsync(new() { Timeout = 60_000 });
            await desk.TakeAsync(new Uri(desk.Page.Url).AbsolutePath, tryFirst ? "import-tried" : "import-result");
        }
        File.Delete(some);
        foreach (var (period, name) in new[] { ("", "figures"), ("?from=2026-02-02&to=2026-01-01", "figures-misread") }) await desk.TakeAsync("/staff/figures" + period, name);
        await desk.TakeAsync("/staff/customers?condition=no.such", "customers-condition-unknown");
        await desk.TakeAsync("/staff/imports", "imports");
        await desk.TakeAsync("/staff/complaints", "complaints");
        await desk.TakeAsync("/staff/complaints?kind=leak&channel=Phone&q=st", "complaints-filtered");
        await desk.TakeAsync("/staff/complaints?tab=closed", "complaints-closed");
        await desk.TakeAsync("/staff/complaints?q=zzz", "complaints-none");
        await desk.TakeAsync("/staff/tasks", "tasks-many");
        await desk.TakeAsync("/staff/search?q=st", "search-many");
        await desk.Page.GotoAsync("/staff/complaints?q=michigan");
        await desk.Page.Locator("table.rows tbody a").Last.ClickAsync();
        await desk.TakeAsync(new Uri(desk.Page.Url).AbsolutePath, "case-imported");
    }

    private async Task Doors()
    {
        await street.TakeAsync("/staff/sign-in", "sign-in");
        await street.Page.GotoAsync("/staff/sign-in");
        await street.Page.FillAsync("[name=Name]", "mai");
        await street.Page.FillAsync("[name=Password]", "wrong");
        await street.Page.ClickAsync("main form button.btn-primary");
        await street.NowAsync("sign-in-refused");
        await street.TakeAsync("/no/such/page", "error-404");
        await street.TakeAsync("/error/500", "error-500");
        await street.TakeAsync("/language", "language");
        await desk.TakeAsync("/staff/people", "people");
        await desk.TakeAsync("/staff/people/new", "people-new");
        await desk.Page.GotoAsync("/staff/people");
        await desk.Page.ClickAsync("text=Trần Văn Nam");
        var nam = new Uri(desk.Page.Url).AbsolutePath;
        await desk.TakeAsync(nam, "person");
        await desk.Page.GotoAsync(nam);
        await desk.Page.ClickAsync("text=Make a link for a new password");
        await desk.NowAsync("person-link");
        var link = new Uri(await desk.Page.InputValueAsync("#link")).AbsolutePath;
        await street.TakeAsync(link, "password-link");
        await desk.Page.GotoAsync(nam);
        await desk.Page.ClickAsync("text=Deactivate");
        await desk.NowAsync("person-deactivate");
        await desk.Page.ClickAsync(".btn-danger");
        await desk.NowAsync("person-deactivated");
        await desk.TakeAsync("/staff/password", "password");
        await desk.TakeAsync("/staff/no-such-page", "staff-404");
        await desk.Page.GotoAsync("/staff");
        await desk.Page.Keyboard.PressAsync("?");
        await desk.NowAsync("keys");
    }

    /// <summary>What makes a row of the file a closed complaint.</summary>
    [GeneratedRegex(",RESOL,[NY]?,[^,]*,")]
    private static partial Regex Closing();

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (street is not null) await street.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
