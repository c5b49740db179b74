using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>What people print: on A4 it names the utility, says what it is, shows no menu and no button, and nothing is cut off at the edge.</summary>
public sealed class PicturesOnPaper(Browser browser) : IAsyncLifetime
{
    private const string Name = "Cấp nước Sông Xanh";
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        desk = await browser.VisitAsync(site.Address, dark: true);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator", "Care staff", "Head of customer care");
        await desk.SignInAsync("mai");
        await desk.Page.GotoAsync("/staff/admin/setup");
        await desk.Page.FillAsync("#Name", Name);
        await desk.Page.FillAsync("#Telephone", "028 3822 3344");
        await desk.Page.ClickAsync("main form button.btn-primary");
    }

    [Fact]
    public async Task A_complaint_and_its_customer_print_whole()
    {
        await site.SendAsync(new RecordCustomer { Name = "Nguyễn Thị Hoa", Code = "KH-5678", Phones = ["0912345678"], Address = "12 Lê Lợi", Language = "vi" });
        await desk.Page.GotoAsync("/staff/complaints/new");
        await desk.Page.FillAsync("#Caller", "0912 345 678");
        await desk.Page.GetByText("Nguyễn Thị Hoa", new() { Exact = true }).WaitForAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        await desk.Page.Locator("[name=Chosen]").First.CheckAsync();
        await desk.Page.Locator("[name=Kind][value=water-quality]").CheckAsync();
        await desk.Page.FillAsync("#Text", "Brown water since six, smells of iron. " + new string('n', 120));
        await desk.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.Page.Locator(".number-big").WaitForAsync();
        var (number, tracking) = ((await desk.Page.Locator(".number-big").InnerTextAsync()).Trim(), await desk.TrackingPageAsync());
        var complaint = new Uri(desk.Page.Url).AbsolutePath[..^"/recorded".Length];
        await PrintsAsync("recorded", number);
        await desk.Page.GotoAsync(complaint);
        await PrintsAsync("case", number);
        await desk.Page.GotoAsync("/staff/customers?q=hoa");
        await desk.Page.ClickAsync("text=Nguyễn Thị Hoa");
        await PrintsAsync("customer", "KH-5678");
        await desk.Page.GotoAsync(tracking);
        await PrintsAsync("track", number);
        Assert.Empty(desk.Troubles);
    }

    [Fact]
    public async Task A_link_and_a_roster_print_whole()
    {
        await site.AddPersonAsync("Nguyễn Hoàng Phương Uyên", "uyen", "Head of customer care");
        var people = (await site.SendAsync(new FindPeople(new PeopleFilter()))).People.ToDictionary(p => p.SignInName, p => p.Id);
        var branch = await site.SendAsync(new RecordBranch { Name = "Văn phòng", OpenedOn = Monday });
        var team = await site.SendAsync(new RecordTeam { Code = "network-north", Name = "Mạng lưới phía Bắc", BranchId = branch.Value, HeadId = people["uyen"], OpenedOn = Monday });
        foreach (var person in people.Values) Assert.Null((await site.SendAsync(new JoinTeam(team.Value, person, Monday))).Error);
        var shift = await site.SendAsync(new RecordShift { Name = "Ca sáng", TeamId = team.Value, From = new TimeOnly(6, 0), Until = new TimeOnly(14, 0), Days = Enum.GetValues<DayOfWeek>(), Needs = 2, HasOnCall = true });
        for (var day = 0; day < 7; day++)
            foreach (var (person, duty) in new[] { ("uyen", RosterDuty.First), ("mai", RosterDuty.Works) })
                Assert.Null((await site.SendAsync(new PutInRoster(shift.Value, Monday.AddDays(day), people[person], duty))).Error);
        await desk.Page.GotoAsync("/staff/roster");
        await PrintsAsync("roster", "Nguyễn Hoàng Phương Uyên");
        await desk.Page.GotoAsync($"/staff/people/{people["uyen"]}");
        await desk.Page.ClickAsync("text=Make a link for a new password");
        await PrintsAsync("link", await desk.Page.InputValueAsync("#link"));
        Assert.Empty(desk.Troubles);
    }

    [Fact]
    public async Task Every_page_of_the_staff_prints_its_rows_and_its_forms_as_labels_with_values()
    {
        var hoa = await site.SendAsync(new RecordCustomer { Name = "Nguyễn Thị Hoa", Code = "KH-5678", Phones = ["0912345678"], Address = "12 Lê Lợi", Language = "vi" });
        var branch = await site.SendAsync(new RecordBranch { Name = "Văn phòng", OpenedOn = Monday });
        var team = await site.SendAsync(new RecordTeam { Code = "network-north", Name = "Mạng lưới phía Bắc", BranchId = branch.Value, OpenedOn = Monday });
        await site.SendAsync(new RecordShift { Name = "Ca sáng", TeamId = team.Value, From = new TimeOnly(6, 0), Until = new TimeOnly(14, 0), Days = Enum.GetValues<DayOfWeek>(), Needs = 2, HasOnCall = true });
        var mai = (await site.SendAsync(new FindPeople(new PeopleFilter()))).People.Single(p => p.SignInName == "mai").Id;
        foreach (var kind in new[] { "No water", "Low pressure" })
        {
            await desk.Page.GotoAsync("/staff/complaints/new");
            clock.Advance(TimeSpan.FromSeconds(20));
            await desk.Page.GetByLabel(kind).CheckAsync();
            await desk.Page.FillAsync("#Place", "12 Lê Lợi");
            await desk.Page.ClickAsync("main form button.btn-primary:visible");
            await desk.Page.Locator(".number-big").WaitForAsync();
        }

        await desk.Page.GotoAsync("/staff/roles");
        var role = (await desk.Page.Locator(".roles li:nth-child(2) > a").First.GetAttributeAsync("href"))!;
        List<string> wrong = [];
        foreach (var (path, name, says) in new[]
                 {
                     ("/staff", "start", "Lê Lợi"), ("/staff/tasks", "inbox", "C-2026-000001"), ("/staff/complaints", "complaints", "Lê Lợi"), ("/staff/complaints?kind=low-pressure", "complaints-filtered", "Filters: Low pressure"),
                     ("/staff/customers", "customers", "Nguyễn Thị Hoa"), ($"/staff/customers/{hoa.Value}/edit", "customer-form", "Account number"), ("/staff/zones", "zones", "Zones"),
                     ("/staff/people", "people", "Lê Thị Mai"), ($"/staff/people/{mai}", "person", "Lê Thị Mai"), ($"/staff/people/{mai}/sessions", "person-sessions", "Lê Thị Mai"), ("/staff/roles", "roles", "Record complaints at the desk"), (role, "role", "Needs a second factor"),
                     ("/staff/teams", "teams", "network-north"), ($"/staff/teams/{team.Value}", "team", "network-north"), ("/staff/branches", "branches", "Văn phòng"), ("/staff/roster", "roster-gaps", "Ca sáng"), ("/staff/roster/shifts", "shifts", "Ca sáng"),
                     ("/staff/absences", "absences", "Absences"), ("/staff/on-call", "on-call", "On call"), ("/staff/admin/settings", "settings", "Colours and logo"), ("/staff/admin/settings/utility", "settings-utility", "Telephone"), ("/staff/admin/settings/health", "settings-health", "Runs kept of each background task"), ("/staff/admin/look", "look", "Colour"),
                     ("/staff/admin/audit", "audit", "Recorded a complaint"), ("/staff/admin/health", "health", "Background tasks"), ("/staff/admin/tasks", "tasks", "Remove unused files"), ("/staff/admin/words?q=roster", "words", "Roster"),
                     ("/staff/api-keys", "api-keys", "API keys"), ("/staff/figures?period=year", "figures", "Complaints received"), ("/staff/customers?condition=complaints.open", "customers-condition", "has an open complaint"), ("/staff/imports", "imports", "Imports"), ("/staff/sessions", "sessions", "this one"), ("/staff/views", "views", "Pages that were looked at"), ("/staff/search?q=roster", "search", "Roster"), ("/staff/nowhere", "error", "This page does not exist"),
                 })
        {
            await desk.Page.GotoAsync(path);
            if (await Record.ExceptionAsync(() => PrintsAsync(name, says, form: true)) is { } failure) wrong.Add($"{name}: {failure.Message}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.Empty(desk.Troubles);
    }

    /// <summary>A4 less the margins is 180 mm: 680 px of 1/96 inch.</summary>
    private async Task PrintsAsync(string what, string says, bool form = false)
    {
        const int Width = 680;
        var page = desk.Page;
        await page.WaitForLoadStateAsync();
        await page.SetViewportSizeAsync(Width, 960);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Repository.PathOf("artifacts", "screenshots", $"paper-{what}.png"), FullPage = true });
        await page.PdfAsync(new PagePdfOptions { Path = Repository.PathOf("artifacts", "screenshots", $"paper-{what}.pdf"), PreferCSSPageSize = true, Format = "A4" });
        var text = await page.Locator("body").InnerTextAsync();
        Assert.Contains(Name, text);
        Assert.True(text.Contains(says, StringComparison.Ordinal), $"{what}: no {says} in {text}");
        Assert.True(await page.Locator("h1:visible").CountAsync() == 1, what);
        var fields = form ? "" : ", input:visible, select:visible, textarea:visible";
        // A field that is printed looks like its text: no frame, no ground, nothing of its tools. Boxes to tick stay boxes.
        Assert.Empty(await page.Locator("main :is(input:not([type=checkbox], [type=radio], [type=color], [type=hidden]), select, textarea):visible").EvaluateAllAsync<string[]>(
            "all => all.filter(one => { const style = getComputedStyle(one); return parseFloat(style.borderTopWidth) > 0 || style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.appearance !== 'none'; }).map(one => one.outerHTML.slice(0, 120))"));
        Assert.Empty(await page.Locator("nav:visible, button:visible, a.btn:visible, summary:visible" + fields).EvaluateAllAsync<string[]>("all => all.map(one => one.outerHTML.slice(0, 120))"));
        // Nothing leaves the sheet, and nothing hides its end behind a scroll bar that paper does not have.
        Assert.Empty(await page.EvaluateAsync<string[]>("width => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && one.clientWidth > 1 && (one.getBoundingClientRect().right > width + 1 || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'))).map(one => one.outerHTML.slice(0, 120))", Width));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await page.SetViewportSizeAsync(1280, 900);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
