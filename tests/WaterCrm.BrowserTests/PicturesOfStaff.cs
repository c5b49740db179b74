using System.Globalization;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>The pages about the people who work here, as <see cref="PicturesOfEveryPage"/> takes the others: roles, accounts, teams, rosters, and where each role begins.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfStaff(Browser browser) : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        desk = await browser.VisitAsync(site.Address);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await desk.SignInAsync("mai");
    }

    [Fact]
    public async Task Pages_about_roles_and_accounts_fit_their_screens()
    {
        await site.AddPersonAsync("Nguyễn Hoàng Phương Uyên", "uyen", "Care staff", "Head of customer care", "Webmaster");
        await site.SendAsync(new AddPerson("Võ Minh Quân", "quan", null, []));
        await desk.TakeAsync("/staff/roles", "roles");
        await desk.TakeAsync("/staff/roles/new", "role-new");
        await desk.Page.GotoAsync("/staff/roles/new");
        await SendAsync();
        await desk.NowAsync("role-refused");
        await desk.Page.FillAsync("#Name", "Meter readers of the old town");
        await desk.Page.SelectOptionAsync("#CopyOf", new Microsoft.Playwright.SelectOptionValue { Label = "Care staff" });
        await SendAsync();
        var role = new Uri(desk.Page.Url).AbsolutePath;
        await desk.TakeAsync(role, "role");
        await desk.Page.GotoAsync(role);
        foreach (var box in (await desk.Page.Locator("[name=Granted]").AllAsync()).Take(6)) await box.SetCheckedAsync(!await box.IsCheckedAsync());
        await desk.Page.CheckAsync("#DemandsSecondFactor");
        await SendAsync();
        await desk.NowAsync("role-confirm");
        await SendAsync();
        await desk.NowAsync("role-changed");
        foreach (var (path, name) in new[] { (role + "/name", "role-name"), (role + "/delete", "role-delete") }) await desk.TakeAsync(path, name);

        foreach (var tab in new[] { "", "?tab=invited", "?tab=locked", "?text=nobody" }) await desk.TakeAsync("/staff/people" + tab, "people" + tab.Replace("?", "-").Replace("=", "-"));
        var quan = (await site.SendAsync(new FindPeople(new PeopleFilter { Tab = PeopleTab.Invited }))).People.Single().Id;
        await desk.TakeAsync($"/staff/people/{quan}", "person-invited");
        await desk.TakeAsync($"/staff/people/{quan}/work", "person-work");
        await desk.TakeAsync($"/staff/people/{quan}/sessions", "person-sessions");
        await desk.TakeAsync("/staff/sessions", "sessions");
        await desk.TakeAsync("/staff/views", "views-empty");
        await LooksAsync();
        await desk.TakeAsync("/staff/views", "views");
        await desk.TakeAsync("/staff/people", "people-looks");
        await SecondFactorAsync();
        Assert.Empty(desk.Troubles);
    }

    private async Task LooksAsync()
    {
        await site.AddPersonAsync("Thanh tra Sở Xây dựng", "inspector", "Director");
        await desk.Page.GotoAsync("/staff/people?text=Thanh");
        await desk.Page.Locator("table.rows tbody a").First.ClickAsync();
        await desk.Page.FillAsync("[name=Until]", "2026-03-20");
        await desk.Page.ClickAsync("text=Let it only look");
        await desk.NowAsync("person-looks");
        await using var inspector = await browser.VisitAsync(site.Address);
        await inspector.SignInAsync("inspector");
        await inspector.TakeAsync("/staff", "today-looks");
    }

    private async Task SecondFactorAsync()
    {
        await desk.TakeAsync("/staff/second-factor", "second-factor");
        await desk.Page.GotoAsync("/staff/second-factor");
        var key = (await desk.Page.Locator("main p code").InnerTextAsync()).Replace(" ", "");
        await desk.Page.FillAsync("#Code", "12");
        await SendAsync();
        await desk.NowAsync("second-factor-refused");
        await desk.Page.FillAsync("#Code", Totp.CodeOf(key, clock.Utc()));
        await SendAsync();
        await desk.NowAsync("second-factor-codes");
        await desk.TakeAsync("/staff/second-factor", "second-factor-on");
        await using var door = await browser.VisitAsync(site.Address);
        await door.Page.GotoAsync("/staff/sign-in");
        await door.Page.FillAsync("[name=Name]", "mai");
        await door.Page.FillAsync("[name=Password]", Site.Password);
        await door.Page.ClickAsync("main form button.btn-primary");
        await door.TakeAsync("/staff/sign-in/code", "sign-in-code");
    }

    [Fact]
    public async Task Pages_about_teams_and_rosters_fit_their_screens()
    {
        foreach (var page in new[] { "teams", "branches", "roster", "roster/shifts", "on-call", "absences" }) await desk.TakeAsync("/staff/" + page, page.Replace('/', '-') + "-empty");
        await site.AddPersonAsync("Nguyễn Hoàng Phương Uyên", "uyen", "Head of customer care");
        await site.AddPersonAsync("Trần Văn Nam", "nam", "Team");
        var people = (await site.SendAsync(new FindPeople(new PeopleFilter()))).People.ToDictionary(p => p.SignInName, p => p.Id);
        var branch = await site.SendAsync(new RecordBranch { Name = "Chi nhánh Khu công nghiệp ven sông", Kind = BranchKind.District, HeadId = people["uyen"], OpenedOn = Monday });
        var team = await site.SendAsync(new RecordTeam { Code = "network-north", Name = "Mạng lưới phía Bắc", BranchId = branch.Value, HeadId = people["uyen"], OpenedOn = Monday });
        foreach (var person in people.Values) Assert.Null((await site.SendAsync(new JoinTeam(team.Value, person, Monday))).Error);
        foreach (var (name, from, until) in new[] { ("Ca sáng", 6, 14), ("Ca đêm", 22, 6) })
        {
            var shift = await site.SendAsync(new RecordShift { Name = name, TeamId = team.Value, From = new TimeOnly(from, 0), Until = new TimeOnly(until, 0), Days = Enum.GetValues<DayOfWeek>(), Needs = 2, HasOnCall = true });
            foreach (var (person, duty) in new[] { ("uyen", RosterDuty.First), ("nam", RosterDuty.Works), ("mai", RosterDuty.Second) })
                Assert.Null((await site.SendAsync(new PutInRoster(shift.Value, Monday, people[person], duty))).Error);
        }
        await desk.Page.GotoAsync("/staff/absences");
        await SendAsync();
        await desk.NowAsync("absences-refused");
        await desk.Page.SelectOptionAsync("#PersonId", people["nam"].ToString());
        await desk.Page.SelectOptionAsync("#SubstituteId", people["uyen"].ToString());
        foreach (var field in new[] { "From", "Until" }) await desk.Page.FillAsync("#" + field, Monday.ToString("O", CultureInfo.InvariantCulture));
        await SendAsync();
        await desk.Page.GotoAsync("/staff/on-call");
        await desk.Page.FillAsync("#Reason", "Burst main in Lê Lợi, three streets without water");
        await SendAsync();

        foreach (var page in new[] { "teams", "teams/new", $"teams/{team.Value}", $"teams/{team.Value}/change", $"teams/{team.Value}/close", "branches", "roster", "roster/shifts", "on-call", "absences" })
            await desk.TakeAsync("/staff/" + page, page.Replace($"/{team.Value}", "-one", StringComparison.Ordinal).Replace('/', '-'));
        await desk.TakeAsync($"/staff/people/{people["uyen"]}/work", "person-work-some");
        await desk.Page.GotoAsync("/staff/roster");
        await desk.Page.ClickAsync("main form.panel-box button.btn-primary");
        await desk.NowAsync("roster-refused");
        await using var called = await browser.VisitAsync(site.Address);
        await called.SignInAsync("uyen");
        await called.TakeAsync("/staff", "called");
        await called.TakeAsync("/staff/on-call", "called-on-call");
        Assert.Empty(desk.Troubles);
    }

    [Theory]
    [InlineData("Administrator")]
    [InlineData("Director")]
    [InlineData("Head of customer care")]
    [InlineData("Care staff")]
    [InlineData("Team")]
    [InlineData("Webmaster")]
    public async Task The_page_on_which_a_role_begins_fits_its_screens(string role)
    {
        await site.AddPersonAsync("Nguyễn Hoàng Phương Uyên", "uyen", role);
        await using var somebody = await browser.VisitAsync(site.Address);
        await somebody.SignInAsync("uyen");
        await somebody.TakeAsync("/staff", "begin-" + role.ToLowerInvariant().Replace(' ', '-'));
        Assert.Empty(somebody.Troubles);
    }

    [Fact]
    public async Task Pages_of_refusals_fit_their_screens()
    {
        foreach (var code in new[] { 400, 403, 409, 413, 429, 503 }) await desk.TakeAsync($"/error/{code}", $"error-{code}");
        await desk.Page.GotoAsync("/staff/roles/new");
        await desk.Page.FillAsync("#Name", "Meter readers");
        await desk.Page.EvaluateAsync("() => document.querySelector('main [name=__RequestVerificationToken]').value = 'old'");
        await SendAsync();
        await desk.NowAsync("staff-400");
        await using var nam = await browser.VisitAsync(site.Address);
        await site.AddPersonAsync("Trần Văn Nam", "nam", "Team");
        await nam.SignInAsync("nam");
        await nam.TakeAsync("/staff/roles/new", "staff-403");
    }

    private async Task SendAsync()
    {
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
        await desk.Page.Locator("main form button.btn-primary").Last.ClickAsync();
        await desk.Page.WaitForLoadStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
