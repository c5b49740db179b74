using System.Globalization;
using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>The pages of the roles as a browser sees them, and what happens to somebody whose role changes in the middle of the work.</summary>
public sealed class RolePagesTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_matrix_shows_every_permission_in_words_and_marks_the_critical_ones()
    {
        using var director = await host.SignedInAs(StandardRoles.Director);

        var page = await director.GetStringAsync("/staff/roles", Token);

        Assert.Contains("Record complaints at the desk", page, StringComparison.Ordinal);
        Assert.Contains("security-critical", page, StringComparison.Ordinal);
        Assert.Contains("Comes with: Add people, change their roles, deactivate them", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/staff/roles/new", page, StringComparison.Ordinal);   // the director only looks
    }

    [Fact]
    public async Task A_change_is_shown_before_it_is_done()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        await host.NewPerson(StandardRoles.CareStaff);
        var role = await Role(StandardRoles.CareStaff);
        var (address, version) = ($"/staff/roles/{role.Id}", role.Version.ToString(CultureInfo.InvariantCulture));

        using var shown = await admin.PostForm(address, address, ("Version", version), ("Granted", "Staff.Enter"), ("Granted", "Imports.Run"));
        var page = await shown.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("1 person has this role", page, StringComparison.Ordinal);
        Assert.Contains("Import files of other systems", page, StringComparison.Ordinal);
        Assert.Contains("Record complaints at the desk", page, StringComparison.Ordinal);
        Assert.Contains("Complaints.Record", (await Role(StandardRoles.CareStaff)).Granted);

        using var done = await admin.PostForm(address, address, ("Version", version), ("Granted", "Staff.Enter"), ("Granted", "Imports.Run"), ("Confirmed", "true"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(["Imports.Run", "Staff.Enter"], (await Role(StandardRoles.CareStaff)).Granted.Order());
    }

    [Fact]
    public async Task Whose_role_loses_everything_while_a_form_is_filled_in_keeps_the_text()
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        await care.GetStringAsync("/staff/complaints/new", Token);
        var role = await Role(StandardRoles.CareStaff);
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ChangeRole(role.Id, role.Version, ["Complaints.View"], false)));
        clock.Advance(TimeSpan.FromSeconds(61));

        using var answer = await care.PostAsync("/staff/complaints/new", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Text"] = "Brown water <since> six", ["Kind"] = "leak", ["Password"] = "not this", ["Id"] = Guid.NewGuid().ToString(),
        }), Token);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Nothing was saved; your text stands below.", page, StringComparison.Ordinal);
        Assert.Contains("Brown water <since> six", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not this", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_in_use_says_who_has_it_and_offers_another()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        using var made = await admin.PostForm("/staff/roles/new", "/staff/roles/new", ("Name", "Night desk"));
        await host.NewPerson("Night desk");
        var address = made.Headers.Location!.OriginalString + "/delete";

        using var refused = await admin.PostForm(address, address);
        var page = await refused.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("1 person has this role", page, StringComparison.Ordinal);

        using var deleted = await admin.PostForm(address, address, ("Instead", (await Role(StandardRoles.Team)).Id.ToString()));
        Assert.Equal("/staff/roles", deleted.Headers.Location?.OriginalString);
    }

    private async Task<RoleShown> Role(string name) => (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowRoles()))).Single(r => r.Name == name);
}
