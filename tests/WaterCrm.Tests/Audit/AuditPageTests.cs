using System.Net;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.Web;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Audit;

public sealed class AuditPageTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_page_says_who_did_what_and_leads_to_the_record()
    {
        var (director, _) = await host.NewPerson(StandardRoles.Director);
        var (_, someone) = await host.NewPerson(StandardRoles.Team);

        var page = await Text(director, "/staff/admin/audit?what=people.person-added");

        Assert.Contains("Added a person", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/staff/people/{someone}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Branches_settings_cases_and_shifts_are_a_click_away()
    {
        var administrator = await host.SignedInAs(StandardRoles.Administrator);
        await host.Set(new HealthSettings { KeepRuns = 7 });
        var (branch, shift) = await host.InScope(async services =>
        {
            var mediator = (MediatR.IMediator)services.GetService(typeof(MediatR.IMediator))!;
            var branch = await mediator.Send(new RecordBranch { Name = "Riverside", OpenedOn = new DateOnly(2026, 1, 5) });
            var team = await mediator.Send(new RecordTeam { Code = "north", Name = "North", BranchId = branch.Value, OpenedOn = new DateOnly(2026, 1, 5) });
            var shift = await mediator.Send(new RecordShift { Name = "Day", TeamId = team.Value, From = new TimeOnly(6, 0), Until = new TimeOnly(14, 0), Days = [DayOfWeek.Monday] });
            Assert.Null((await mediator.Send(new RecordComplaint { Form = FormKey.New(), Kind = "no-water", Channel = Channel.Phone, Place = "12 Lê Lợi" })).Error);
            return (branch.Value, shift.Value);
        });

        foreach (var (action, link) in new[]
        {
            ("staffing.branch-recorded", $"/staff/branches?edit={branch}#branch"), ("staffing.shift-recorded", $"/staff/roster/shifts?edit={shift}#shift"),
            ("settings.changed", "/staff/admin/settings/health"), ("sops.case-opened", "/staff/cases/"),
        })
            Assert.Contains($"href=\"{link}", await Text(administrator, $"/staff/admin/audit?what={action}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_manages_people_gets_from_here_to_what_was_only_looked_at()
    {
        Assert.Contains("href=\"/staff/views\"", await Text(await host.SignedInAs(StandardRoles.Administrator), "/staff/admin/audit"), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/staff/views\"", await Text(await host.SignedInAs(StandardRoles.Director), "/staff/admin/audit"), StringComparison.Ordinal);
    }

    [Theory, InlineData("vi", "Thêm nhân viên"), InlineData("zh-Hans", "添加人员")]
    public async Task The_page_speaks_the_readers_language(string language, string said)
    {
        var (director, _) = await host.NewPerson(StandardRoles.Director);
        director.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        Assert.Contains(said, WebUtility.HtmlDecode(await Text(director, "/staff/admin/audit?what=people.person-added")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personal_values_are_read_only_by_those_who_may()
    {
        var (customer, _) = await Customer();
        var director = await host.SignedInAs(StandardRoles.Director);
        var administrator = await host.SignedInAs(StandardRoles.Administrator);
        var address = $"/staff/admin/audit?subject={customer}&what=customers.changed";

        var hidden = await Text(director, address);
        var shown = await Text(administrator, address);

        Assert.DoesNotContain("Secretive", hidden, StringComparison.Ordinal);
        Assert.Contains("Personal values are hidden", hidden, StringComparison.Ordinal);
        Assert.Contains("<del>Old Secretive</del> → <ins>New Secretive</ins>", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("Secretive", await Text(director, address.Replace("audit?", "audit/export?", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("New Secretive", await Text(administrator, address.Replace("audit?", "audit/export?", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_what_is_filtered_without_formulas_and_is_audited_itself()
    {
        var (customer, _) = await Customer("=cmd()");
        var administrator = await host.SignedInAs(StandardRoles.Administrator);

        var file = await Text(administrator, $"/staff/admin/audit/export?subject={customer}");
        var page = await Text(administrator, "/staff/admin/audit?what=audit.exported");

        Assert.StartsWith("When,Who,What,Action,Subject,Record,Property,Before,After\r\n", file, StringComparison.Ordinal);
        Assert.Contains(",'=cmd()\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("people.person-added", file, StringComparison.Ordinal);
        Assert.Contains("Exported the audit", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=yesterday&to=2026-13-45&subject=me&after=%F0%9F%92%A7")]
    [InlineData("from=9999-12-31&to=9999-12-31")]
    [InlineData("from=0001-01-01&to=0001-01-01")]
    [InlineData("who=%25%27%22%3B--&module=nowhere&what=nothing")]
    public async Task Whatever_stands_in_the_address_there_is_a_page(string query)
    {
        var director = await host.SignedInAs(StandardRoles.Director);

        using var answer = await director.GetAsync($"/staff/admin/audit?{query}", TestContext.Current.CancellationToken);

        Assert.True(answer.StatusCode is HttpStatusCode.OK, host.Log);
    }

    private async Task<(Guid Id, string Name)> Customer(string newName = "New Secretive") => await host.InScope(async services =>
    {
        var mediator = (MediatR.IMediator)services.GetService(typeof(MediatR.IMediator))!;
        var recorded = await mediator.Send(new RecordCustomer { Name = "Old Secretive", Kind = CustomerKind.Person });
        Assert.Null(recorded.Error);
        var changed = await mediator.Send(new ChangeCustomer { Id = recorded.Value, Version = 0, Name = newName, Kind = CustomerKind.Person });
        Assert.Null(changed.Error);
        return (recorded.Value, newName);
    });

    private static Task<string> Text(HttpClient browser, string address) => browser.GetStringAsync(address, TestContext.Current.CancellationToken);
}
