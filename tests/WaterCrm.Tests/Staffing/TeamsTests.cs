using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;
using WaterCrm.Tests.Sops;

namespace WaterCrm.Tests.Staffing;

public abstract class TeamsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Office office = null!;

    public async ValueTask InitializeAsync()
    {
        office = await Office.Start(provider, postgres);
        office.AsLan();
    }

    public async ValueTask DisposeAsync()
    {
        if (office is not null) await office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_step_of_a_team_waits_for_its_members_and_its_head_and_for_nobody_else_of_the_role()
    {
        await office.Team("north", office.Hoa, office.Tuan);
        await office.World.Load("visit.sop.json", Visit.Json.Replace("\"id\": \"work\", \"title\": \"Work\",", "\"id\": \"work\", \"title\": \"Work\", \"team\": \"north\",", StringComparison.Ordinal));
        var subject = await office.World.Open(taken: ["accepted"]);

        office.AsTuan();
        Assert.Equal(("Team north", subject), (await office.Inbox()).Rows.Select(r => (r.Team, r.SubjectId)).Single());
        office.AsNam();
        Assert.Empty((await office.Inbox()).Rows);
        Assert.Equal("sops.not-your-step", (await office.World.Answer(subject, "finished")).Error?.Code);
        office.AsHoa();
        Assert.Single((await office.Inbox()).Rows);
        Assert.Null((await office.World.Answer(subject, "finished")).Error);
    }

    [Fact]
    public async Task A_team_that_does_not_exist_leaves_its_steps_to_the_role()
    {
        await office.World.Load("visit.sop.json", Visit.Json.Replace("\"id\": \"work\", \"title\": \"Work\",", "\"id\": \"work\", \"title\": \"Work\", \"team\": \"south\",", StringComparison.Ordinal));
        await office.World.Open(taken: ["accepted"]);

        office.AsNam();
        Assert.Null(Assert.Single((await office.Inbox()).Rows).Team);
    }

    [Fact]
    public async Task A_step_is_handed_over_to_a_team_and_the_history_names_it()
    {
        await office.Team("north", null, office.Nam);
        var subject = await office.World.Open();
        var task = (await office.World.Show(subject)).Current!;

        Assert.Equal("sops.unknown-team", (await office.Harness.Send(new HandOver { TaskId = task.TaskId, Team = "west", Reason = "There" })).Error?.Code);
        Assert.Null((await office.Harness.Send(new HandOver { TaskId = task.TaskId, Team = "north", Reason = "There" })).Error);

        Assert.Equal("Team north", (await office.World.Show(subject)).History.Last().Detail);
        office.AsNam();
        Assert.Single((await office.Inbox()).Rows);
        office.AsMai();
        Assert.Empty((await office.Inbox()).Rows);
    }

    [Fact]
    public async Task Membership_has_days_and_a_team_shows_who_belongs_to_it_now_and_later()
    {
        var team = await office.Team("north", null, office.Nam);
        await office.Harness.Send(new JoinTeam(team, office.Tuan, Office.Monday.AddDays(7)));
        Assert.Equal("staffing.member-already", (await office.Harness.Send(new JoinTeam(team, office.Nam, null))).Error?.Code);
        var shown = (await office.Harness.Send(new ShowTeam(team)))!;
        Assert.Equal(["Nam", "Tuan"], shown.Members.Select(m => m.Name));
        Assert.Equal(1, Assert.Single((await office.Harness.Send(new FindTeams())).Teams).Members);

        await office.Harness.Send(new LeaveTeam(team, shown.Members[0].Id, Office.Monday.AddDays(2)));
        office.Harness.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(["Tuan"], (await office.Harness.Send(new ShowTeam(team)))!.Members.Select(m => m.Name));
        Assert.Equal("Team north", Assert.Single(await office.Harness.Send(new TeamsOfPerson(office.Tuan))).Name);
        Assert.Empty(await office.Harness.Send(new TeamsOfPerson(office.Nam)));
        Assert.Null((await office.Harness.Send(new JoinTeam(team, office.Nam, null))).Error);   // back again
    }

    [Fact]
    public async Task Work_goes_to_nobody_who_only_looks_or_cannot_work_on_steps_and_they_are_not_offered()
    {
        var north = await office.Team("north", null, office.Nam);
        var looks = await Someone.Add(office.Harness, "Inspector", StandardRoles.CareStaff);
        await office.Harness.Send(new LookOnly(looks, office.Harness.Clock.Utc().AddDays(3)));
        var pages = await Someone.Add(office.Harness, "Web", StandardRoles.Webmaster);
        office.AsMai();
        var subject = await office.Claimed();
        office.AsLan();
        var waiting = await office.World.Open();
        await office.Harness.Send(new HandOver { TaskId = (await office.World.Show(waiting)).Current!.TaskId, Team = "north", Reason = "There" });

        foreach (var (person, refusal) in new[] { (looks, "staffing.only-looks"), (pages, "sops.cannot-answer") })
        {
            Assert.Equal(refusal, (await office.Harness.Send(new ReassignWork(office.Mai, person, null))).Error?.Code);
            Assert.Equal(refusal, (await office.Harness.Send(new CloseTeam(north, true, person, null))).Error?.Code);
        }

        Assert.Equal(["Hoa", "Lan", "Nam", "Tuan"], (await office.Harness.Send(new FindTakers(WorkHolder.Of(office.Mai)))).Select(p => p.Name));
        Assert.Equal(["Hoa", "Lan", "Mai", "Nam", "Tuan"], (await office.Harness.Send(new FindTakers(WorkHolder.Of("north")))).Select(p => p.Name));
        Assert.Contains("Web", (await office.Harness.Send(new FindTakers(WorkHolder.Of(office.Tuan)))).Select(p => p.Name));   // who holds no steps can be followed by anybody
        Assert.Null((await office.Harness.Send(new ReassignWork(office.Mai, office.Hoa, null))).Error);
        office.AsHoa();
        Assert.Equal(subject, Assert.Single((await office.Inbox(TaskFilter.Mine)).Rows).SubjectId);
    }

    [Fact]
    public async Task A_team_with_open_work_closes_only_when_it_is_said_where_that_goes()
    {
        var north = await office.Team("north", null, office.Nam);
        await office.Team("south", null, office.Tuan);
        var subject = await office.World.Open();
        await office.Harness.Send(new HandOver { TaskId = (await office.World.Show(subject)).Current!.TaskId, Team = "north", Reason = "There" });

        var refused = await office.Harness.Send(new CloseTeam(north, false, null, null));
        Assert.Equal(("staffing.work-left", "Open tasks 1"), (refused.Error?.Code, refused.Error?.Args.Single()));
        Assert.Equal("staffing.unknown-team", (await office.Harness.Send(new CloseTeam(north, true, null, "west"))).Error?.Code);
        Assert.Null((await office.Harness.Send(new CloseTeam(north, true, null, "south"))).Error);

        office.AsTuan();
        Assert.Equal(subject, Assert.Single((await office.Inbox()).Rows).SubjectId);
        Assert.Equal("north", Assert.Single((await office.Harness.Send(new FindTeams(Closed: true))).Teams).Code);
        Assert.Equal("staffing.closed-already", (await office.Harness.Send(new CloseTeam(north, true, null, null))).Error?.Code);
    }

    [Fact]
    public async Task A_team_that_is_opened_again_has_its_members_back_but_not_the_work_it_gave_away()
    {
        var north = await office.Team("north", null, office.Nam);
        await office.Team("south", null, office.Tuan);
        var subject = await office.World.Open();
        await office.Harness.Send(new HandOver { TaskId = (await office.World.Show(subject)).Current!.TaskId, Team = "north", Reason = "There" });
        var closed = (await office.Harness.Send(new CloseTeam(north, true, null, "south"))).Value;

        Assert.Null((await office.Harness.Send(new ReopenTeam(north, closed.LeftBefore))).Error);

        Assert.True(closed.GaveWork);
        Assert.Equal("Nam", Assert.Single((await office.Harness.Send(new ShowTeam(north)))!.Members).Name);
        Assert.Empty(await office.Harness.Send(new ShowOpenWork(WorkHolder.Of("north"))));
        Assert.Equal("staffing.open-already", (await office.Harness.Send(new ReopenTeam(north, []))).Error?.Code);
    }

    [Fact]
    public async Task A_branch_closes_when_its_teams_are_closed()
    {
        var team = await office.Team("north");
        var branch = (await office.Harness.Send(new ShowTeam(team)))!.BranchId;

        Assert.Equal("staffing.branch-has-teams", (await office.Harness.Send(new CloseBranch(branch))).Error?.Code);
        await office.Harness.Send(new CloseTeam(team, false, null, null));
        Assert.Null((await office.Harness.Send(new CloseBranch(branch))).Error);
        Assert.Empty((await office.Harness.Send(new FindBranches())).Branches);
    }

    [Fact]
    public async Task Teams_are_listed_fifty_at_a_time_in_the_order_of_the_alphabet()
    {
        var branch = await office.Branch();
        foreach (var i in Enumerable.Range(0, 60).Reverse()) await office.Harness.Send(new RecordTeam { Code = $"t{i}", Name = $"Đội {i:00}", BranchId = branch });

        var first = await office.Harness.Send(new FindTeams());
        var second = await office.Harness.Send(new FindTeams(After: first.Next));

        Assert.Equal((50, 10, null), (first.Teams.Count, second.Teams.Count, second.Next));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"Đội {i:00}"), first.Teams.Concat(second.Teams).Select(t => t.Name));
        Assert.Equal("Code", Assert.Single((await office.Harness.Send(new RecordTeam { Code = "t1", Name = "Again", BranchId = branch })).Error!.Fields).Field);
    }

    [Fact]
    public async Task Everything_a_leaver_holds_goes_to_one_place_or_nothing_does()
    {
        office.AsMai();
        var subject = await office.Claimed();
        office.AsLan();
        var team = await office.Team("north", office.Mai);
        await office.Harness.Send(new EnterAbsence(office.Hoa, office.Mai, Office.Monday, Office.Monday.AddDays(3), null));
        await office.Harness.Send(new DeactivatePerson(office.Mai));
        Assert.Equal([1, 1, 1], (await office.Harness.Send(new ShowOpenWork(Kernel.Staffing.WorkHolder.Of(office.Mai)))).Select(h => h.Count));

        // Hoa cannot stand in for herself, so nothing at all moves.
        Assert.Equal("staffing.own-substitute", (await office.Harness.Send(new ReassignWork(office.Mai, office.Hoa, null))).Error?.Code);
        Assert.Equal(office.Mai, (await office.Harness.Send(new ShowTeam(team)))!.HeadId);
        Assert.Equal("Mai", (await office.World.Show(subject)).Current!.Assignee);
        Assert.Equal("staffing.unknown-person", (await office.Harness.Send(new ReassignWork(office.Hoa, office.Mai, null))).Error?.Code);   // she has left

        Assert.Null((await office.Harness.Send(new ReassignWork(office.Mai, office.Nam, null))).Error);
        Assert.Empty(await office.Harness.Send(new ShowOpenWork(Kernel.Staffing.WorkHolder.Of(office.Mai))));
        Assert.Equal(office.Nam, (await office.Harness.Send(new ShowTeam(team)))!.HeadId);
        Assert.Equal(("Nam", CaseAction.HandedOver), ((await office.World.Show(subject)).Current!.Assignee, (await office.World.Show(subject)).History.Last().Action));
        var audit = await office.Harness.Read<KernelDbContext, string?>(db => db.Audit.Where(a => a.Action == "staffing.work-reassigned" && a.Subject == office.Mai).Select(a => a.Changes).SingleAsync());
        Assert.Contains("\"To\":[null,\"Nam\"]", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_back_to_the_role_is_free_for_everybody_of_it()
    {
        office.AsMai();
        var subject = await office.Claimed();
        office.AsLan();

        Assert.Null((await office.Harness.Send(new ReassignWork(office.Mai, null, null))).Error);

        office.AsHoa();
        Assert.Equal((subject, null), (await office.Inbox(TaskFilter.Free)).Rows.Select(r => (r.SubjectId, r.Assignee)).Single());
    }
}

public sealed class TeamsOnSqlite(PostgresServer postgres) : TeamsTests(DatabaseProvider.Sqlite, postgres);

public sealed class TeamsOnPostgres(PostgresServer postgres) : TeamsTests(DatabaseProvider.Postgres, postgres);
