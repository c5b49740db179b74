using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public abstract class ChangingPeopleTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Someone.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_last_active_administrator_can_neither_leave_nor_lose_the_role()
    {
        var admin = await Someone.AddWithPassword(harness, "Admin", StandardRoles.Administrator);
        await Someone.Add(harness, "Invited", StandardRoles.Administrator);   // could not sign in yet, so does not count

        Assert.Equal("people.last-administrator", (await harness.Send(new DeactivatePerson(admin))).Error?.Code);
        Assert.Equal("people.last-administrator", (await harness.Send(new ChangeRoles(admin, []))).Error?.Code);
    }

    [Fact]
    public async Task Of_many_who_add_the_same_name_at_once_one_succeeds_and_the_others_are_told_why()
    {
        for (var round = 0; round < 5; round++)
        {
            var name = $"lan.{round}";
            var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => harness.Send(new AddPerson("Lan", name, null, [])))));

            Assert.Equal([PeopleErrors.NameTaken], added.Select(a => a.Error).OfType<Error>().Distinct());
            Assert.Single(added, a => a.Error is null);
        }
    }

    [Fact]
    public async Task Two_administrators_who_deactivate_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var one = await Someone.AddWithPassword(harness, $"One{round}", StandardRoles.Administrator);
            var two = await Someone.AddWithPassword(harness, $"Two{round}", StandardRoles.Administrator);
            foreach (var earlier in await Administrators()) if (earlier != one && earlier != two) await harness.Send(new DeactivatePerson(earlier));

            await Task.WhenAll(new[] { one, two }.Select(id => Task.Run(() => harness.Send(new DeactivatePerson(id)))));

            Assert.Single(await Administrators());
        }
    }

    [Fact]
    public async Task Somebody_who_only_manages_people_cannot_become_administrator_that_way()
    {
        var admin = await Someone.AddWithPassword(harness, "Admin", StandardRoles.Administrator);
        var head = await Someone.AddWithPassword(harness, "Head", StandardRoles.HeadOfCustomerCare);
        var everything = await Someone.RolesOf(harness, StandardRoles.Administrator);
        harness.Actor.Become(head, "Head", [StandardRoles.HeadOfCustomerCare], "People.Manage");

        Error?[] refused =
        [
            (await harness.Send(new ChangeRoles(head, everything))).Error,
            (await harness.Send(new AddPerson("Friend", "friend", null, everything))).Error,
            (await harness.Send(new MakePasswordLink(admin))).Error,
            (await harness.Send(new DeactivatePerson(admin))).Error,
            (await harness.Send(new ChangeRoles(admin, []))).Error,
        ];

        Assert.All(refused, error => Assert.Equal("people.only-administrators", error?.Code));
    }

    [Fact]
    public async Task A_sign_in_name_belongs_to_one_person()
    {
        await Someone.Add(harness, "Hoa");

        var again = await harness.Send(new AddPerson("Another Hoa", "HOA", null, []));

        Assert.Equal("SignInName", Assert.Single(again.Error!.Fields).Field);
    }

    [Fact]
    public async Task A_new_link_ends_the_one_before_and_deactivating_ends_them_all()
    {
        var hoa = await Someone.Add(harness, "Hoa");
        var first = await Link(hoa);
        var second = await Link(hoa);
        Assert.Equal(KernelErrors.NotFound, (await Choose(first)).Error);

        await harness.Send(new DeactivatePerson(hoa));
        await harness.Send(new ActivatePerson(hoa));
        Assert.Equal(KernelErrors.NotFound, (await Choose(second)).Error);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_and_a_new_role_does_not()
    {
        var hoa = await Someone.AddWithPassword(harness, "Hoa", StandardRoles.CareStaff);
        var stamp = await Stamp(hoa);

        await harness.Send(new ChangeRoles(hoa, await Someone.RolesOf(harness, StandardRoles.Team)));
        Assert.Equal(stamp, await Stamp(hoa));

        await Choose(await Link(hoa));
        Assert.NotEqual(stamp, await Stamp(hoa));
    }

    [Fact]
    public async Task The_own_password_is_changed_by_whoever_knows_the_present_one()
    {
        var hoa = await Someone.AddWithPassword(harness, "Hoa");
        harness.Actor.Become(hoa, "Hoa", []);
        const string Next = "con mèo mà trèo cây cau";

        Assert.Equal("Current", Assert.Single((await harness.Send(new ChangeOwnPassword("wrong one", Next, Next))).Error!.Fields).Field);
        Assert.Null((await harness.Send(new ChangeOwnPassword(Someone.Password, Next, Next))).Error);
        Assert.Null((await harness.Send(new SignIn("hoa", Next))).Error);
    }

    [Fact]
    public async Task The_audit_tells_which_roles_somebody_had_and_has()
    {
        var hoa = await Someone.Add(harness, "Hoa", StandardRoles.CareStaff);
        await harness.Send(new ChangeRoles(hoa, await Someone.RolesOf(harness, StandardRoles.Team, StandardRoles.Webmaster)));

        var changes = await harness.Read<KernelDbContext, string?>(db => db.Audit.Where(a => a.Action == "people.roles-changed" && a.Subject == hoa).Select(a => a.Changes).SingleAsync());
        Assert.Contains("[\"Care staff\",\"Team, Webmaster\"]", changes);
    }

    [Fact]
    public async Task People_are_found_without_marks_and_listed_fifty_at_a_time()
    {
        for (var i = 0; i < 60; i++) await Someone.Add(harness, $"Nguyễn Văn A{i:00}");
        await Someone.Add(harness, "Trần Đức Bình");

        var first = await harness.Send(new FindPeople(new PeopleFilter { Text = "nguyen van" }));
        var rest = await harness.Send(new FindPeople(new PeopleFilter { Text = "nguyen van" }, first.Next));

        Assert.Equal((50, 10), (first.People.Count, rest.People.Count));
        Assert.Null(rest.Next);
        Assert.Equal(60, first.People.Concat(rest.People).Select(p => p.Id).Distinct().Count());
        Assert.Equal("Trần Đức Bình", Assert.Single((await harness.Send(new FindPeople(new PeopleFilter { Text = "tran duc" }))).People).Name);
    }

    private Task<List<Guid>> Administrators() => harness.Read<KernelDbContext, List<Guid>>(db => db.People
        .Where(p => p.IsActive && p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.HoldsEverything))).Select(p => p.Id).ToListAsync());

    private Task<string> Stamp(Guid id) => harness.Read<KernelDbContext, string>(db => db.People.Where(p => p.Id == id).Select(p => p.SecurityStamp).SingleAsync());

    private async Task<string> Link(Guid person) => (await harness.Send(new MakePasswordLink(person))).Value.Token.Text;

    private Task<Result<Guid>> Choose(string link) => harness.Send(new ChoosePassword(link, Someone.Password + "!", Someone.Password + "!"));
}

public sealed class ChangingPeopleOnSqliteTests(PostgresServer postgres) : ChangingPeopleTests(DatabaseProvider.Sqlite, postgres);

public sealed class ChangingPeopleOnPostgresTests(PostgresServer postgres) : ChangingPeopleTests(DatabaseProvider.Postgres, postgres);
