using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public abstract class ChangingRolesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Someone.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_role_may_do_what_it_was_given_and_no_more_and_the_audit_tells_both()
    {
        var role = await Role(StandardRoles.Director);

        await Change(role, "Staff.Enter", "Imports.Run");

        Assert.Equal(["Imports.Run", "Staff.Enter"], (await Role(StandardRoles.Director)).Granted.Order());
        var changes = await harness.Read<KernelDbContext, string?>(db => db.Audit.Where(a => a.Action == "people.role-changed" && a.Subject == role.Id).Select(a => a.Changes).SingleAsync());
        Assert.Contains("\"Given\":[null,\"Imports.Run\"]", changes);
        Assert.Contains("\"Taken\":[\"Audit.View, People.View, Staffing.View, Messages.View\",null]", changes);
    }

    [Fact]
    public async Task Of_two_who_change_a_role_at_once_the_second_is_told()
    {
        var role = await Role(StandardRoles.Director);
        await Change(role, "Staff.Enter");

        Assert.Equal("kernel.changed-meanwhile", (await harness.Send(new ChangeRole(role.Id, role.Version, ["Imports.Run"], false))).Error?.Code);
    }

    [Fact]
    public async Task A_role_of_the_product_can_be_put_back_and_neither_renamed_nor_deleted()
    {
        var role = await Role(StandardRoles.Director);
        await Change(role, "Imports.Run");

        Assert.Equal("people.standard-role", (await harness.Send(new RenameRole(role.Id, "Boss"))).Error?.Code);
        Assert.Equal("people.standard-role", (await harness.Send(new DeleteRole(role.Id, null))).Error?.Code);
        Assert.Null((await harness.Send(new PutRoleBack(role.Id))).Error);
        Assert.Equal(role.Granted.Order(), (await Role(StandardRoles.Director)).Granted.Order());
    }

    [Fact]
    public async Task The_role_of_the_administrators_keeps_everything()
    {
        var role = await Role(StandardRoles.Administrator);

        Assert.Null((await harness.Send(new ChangeRole(role.Id, role.Version, [], DemandsSecondFactor: true))).Error);

        var now = await Role(StandardRoles.Administrator);
        Assert.True(now is { HoldsEverything: true, DemandsSecondFactor: true });
        Assert.Equal("people.holds-everything", (await harness.Send(new MakeRole("Second in command", role.Id))).Error?.Code);
    }

    [Fact]
    public async Task A_copy_may_do_the_same_under_a_name_of_its_own()
    {
        var model = await Role(StandardRoles.HeadOfCustomerCare);

        var copy = (await harness.Send(new MakeRole(" Deputy ", model.Id))).Value;

        Assert.Equal(model.Granted.Order(), (await Role("Deputy")).Granted.Order());
        Assert.Equal("Name", Assert.Single((await harness.Send(new MakeRole("DEPUTY", null))).Error!.Fields).Field);
        Assert.Null((await harness.Send(new RenameRole(copy, "deputy"))).Error);
    }

    [Fact]
    public async Task A_role_that_people_have_goes_only_when_they_get_another()
    {
        var own = (await harness.Send(new MakeRole("Night desk", null))).Value;
        var hoa = await Someone.Add(harness, "Hoa", "Night desk", StandardRoles.Team);
        var team = (await Role(StandardRoles.Team)).Id;

        Assert.Equal("people.role-in-use", (await harness.Send(new DeleteRole(own, null))).Error?.Code);
        Assert.Equal("people.role-in-use", (await harness.Send(new DeleteRole(own, own))).Error?.Code);
        Assert.Null((await harness.Send(new DeleteRole(own, team))).Error);

        Assert.Equal([team], (await harness.Send(new ShowPerson(hoa)))!.Roles);
        var changes = await harness.Read<KernelDbContext, string?>(db => db.Audit.Where(a => a.Action == "people.role-deleted").Select(a => a.Changes).SingleAsync());
        Assert.Contains("[\"Night desk, Team\",\"Team\"]", changes);
    }

    [Fact]
    public async Task Somebody_who_gets_a_role_while_it_is_deleted_breaks_nothing()
    {
        var team = (await Role(StandardRoles.Team)).Id;
        var hoa = await Someone.Add(harness, "Hoa");
        for (var round = 0; round < 5; round++)
        {
            var own = (await harness.Send(new MakeRole($"Role {round}", null))).Value;

            var given = Task.Run(() => harness.Send(new ChangeRoles(hoa, [own])));
            await Task.WhenAll(given, Task.Run(() => harness.Send(new DeleteRole(own, team))));

            Assert.Contains((await given).Error?.Code, new[] { null, "people.unknown-role", "kernel.changed-meanwhile" });
        }
    }

    [Fact]
    public async Task Only_an_administrator_gives_what_could_take_over_the_system()
    {
        var keeper = (await harness.Send(new MakeRole("Keeper of roles", null))).Value;
        await Change(await Role("Keeper of roles"), "Roles.Manage", "People.Manage");
        var me = await Someone.AddWithPassword(harness, "Keeper", "Keeper of roles");
        var care = await Role(StandardRoles.CareStaff);
        harness.Actor.Become(me, "Keeper", ["Keeper of roles"], "Roles.Manage", "People.Manage");

        Assert.Equal("people.critical-permission", (await harness.Send(new ChangeRole(care.Id, care.Version, ["People.Manage"], false))).Error?.Code);
        Assert.Equal("people.critical-permission", (await harness.Send(new MakeRole("Another", keeper))).Error?.Code);
        Assert.Equal("people.critical-permission", (await harness.Send(new AddPerson("Friend", "friend", null, [keeper]))).Error?.Code);
        Assert.Equal("people.critical-permission", (await harness.Send(new DeleteRole(keeper, care.Id))).Error?.Code);
        Assert.Null((await harness.Send(new ChangeRole(care.Id, care.Version, ["Staff.Enter", "Imports.Run"], false))).Error);
    }

    private async Task Change(RoleShown role, params string[] granted) => Assert.Null((await harness.Send(new ChangeRole(role.Id, role.Version, granted, role.DemandsSecondFactor))).Error);

    private async Task<RoleShown> Role(string name) => (await harness.Send(new ShowRoles())).Single(r => r.Name == name);
}

public sealed class ChangingRolesOnSqliteTests(PostgresServer postgres) : ChangingRolesTests(DatabaseProvider.Sqlite, postgres);

public sealed class ChangingRolesOnPostgresTests(PostgresServer postgres) : ChangingRolesTests(DatabaseProvider.Postgres, postgres);
