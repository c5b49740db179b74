using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Setup;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>What an operator sees, as <see cref="PicturesOfEveryPage"/> takes the others: keys, audit, health, tasks, deliveries, and the pages that ask before something is lost.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfAdministration(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        desk = await browser.VisitAsync(site.Address);
        Assert.Null((await site.SendAsync(new FinishSetup(Demonstration: true))).Error);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await desk.SignInAsync("mai");
    }

    [Fact]
    public async Task Health_tasks_deliveries_and_audit_fit_their_screens()
    {
        await desk.TakeAsync("/staff/admin/deliveries", "deliveries-empty");
        await site.ParkDeliveriesAsync(clock);
        foreach (var (path, name) in new[] { ("health", "health"), ("tasks", "tasks-admin"), ("tasks/" + typeof(OutboxCleanUp).FullName, "task-runs"), ("deliveries", "deliveries"), ("audit?who=nobody", "audit-none") }) await desk.TakeAsync("/staff/admin/" + path, name);
        await desk.Page.GotoAsync("/staff/admin/deliveries");
        await desk.TakeAsync(await desk.Page.Locator("a[href*='/deliveries/discard']").First.GetAttributeAsync("href") ?? "", "delivery-discard");
        await desk.Page.GotoAsync("/staff/admin/tasks");
        await desk.Page.Locator("main form button").First.ClickAsync();
        await site.BackgroundTasks.IdleAsync();
        await desk.TakeAsync("/staff/admin/tasks", "tasks-admin-run");
        await desk.Page.GotoAsync("/staff/admin/settings/people");
        await desk.Page.FillAsync("#set-LockMinutes", "7");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.TakeAsync("/staff/admin/settings/people/reset", "settings-reset");
        await desk.TakeAsync("/staff/admin/audit", "audit");
        await desk.Page.GotoAsync("/staff/admin/audit?what=customers.recorded");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(folded => folded.open = true)");
        await desk.NowAsync("audit-open");
        await desk.Page.GotoAsync("/staff/admin/audit?who=mai&from=2026-01-01");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(folded => folded.open = true)");
        await desk.NowAsync("audit-mine");
        Assert.Empty(desk.Troubles);
    }

    [Fact]
    public async Task Keys_codes_and_questions_fit_their_screens()
    {
        await desk.TakeAsync("/staff/api-keys", "api-keys-empty");
        await desk.TakeAsync("/staff/api-keys/new", "api-key-new");
        await desk.Page.GotoAsync("/staff/api-keys/new");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("api-key-refused");
        await desk.Page.FillAsync("#Name", "Billing of the old town");
        await desk.Page.CheckAsync("#s-Complaints-View");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("api-key-made");
        await desk.TakeAsync("/staff/api-keys", "api-keys");
        await desk.TakeAsync($"/staff/api-keys/{(await site.SendAsync(new ListApiKeys()))[0].Id}/revoke", "api-key-revoke");

        var people = (await site.SendAsync(new FindPeople(new PeopleFilter()))).People.ToDictionary(p => p.SignInName, p => p.Id);
        var day = DateOnly.FromDateTime(clock.Utc());
        var branch = await site.SendAsync(new RecordBranch { Name = "Chi nhánh ven sông", HeadId = people["binh"], OpenedOn = day });
        var team = await site.SendAsync(new RecordTeam { Code = "north", Name = "Mạng lưới phía Bắc", BranchId = branch.Value, OpenedOn = day });
        var shift = await site.SendAsync(new RecordShift { Name = "Ca sáng", TeamId = team.Value, From = new TimeOnly(6, 0), Until = new TimeOnly(14, 0), Days = [DayOfWeek.Monday], Needs = 1 });
        await desk.TakeAsync($"/staff/branches/{branch.Value}/close", "branch-close");
        await desk.TakeAsync($"/staff/roster/shifts/{shift.Value}/close", "shift-close");
        await desk.TakeAsync($"/staff/people/{people["binh"]}/deactivate", "person-deactivate");
        await desk.TakeAsync($"/staff/roles/{(await site.SendAsync(new ListRoles())).First(r => r.Name == "Care staff").Id}/back", "role-back");

        await desk.Page.GotoAsync("/staff/second-factor");
        await desk.Page.FillAsync("#Code", Totp.CodeOf((await desk.Page.Locator("main p code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal), clock.Utc()));
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("second-factor-codes");
        await desk.TakeAsync("/staff/second-factor/confirm", "second-factor-confirm");
        await desk.Page.GotoAsync("/staff/second-factor/confirm");
        await desk.Page.FillAsync("#Code", "000000");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("second-factor-confirm-refused");
        await desk.TakeAsync($"/staff/people/{people["mai"]}/second-factor/reset", "second-factor-reset");
        Assert.Empty(desk.Troubles);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
