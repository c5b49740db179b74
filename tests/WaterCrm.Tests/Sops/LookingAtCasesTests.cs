using System.Globalization;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>What the staff and the public see of cases, and the lists of what waits.</summary>
public abstract class LookingAtCasesTests(DatabaseProvider provider, PostgresServer postgres) : CaseTests(provider, postgres)
{
    [Fact]
    public async Task A_case_shows_what_was_done_what_waits_and_what_is_to_come_in_the_readers_language()
    {
        var subject = await world.Open();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");

        var view = await world.Show(subject);

        Assert.Equal(["Nhận", "Work", "Over"], view.Steps.Select(s => s.Title));
        Assert.Equal([StepState.Current, StepState.ToCome, StepState.ToCome], view.Steps.Select(s => s.State));
        Assert.Equal($"/staff/things/{subject}", view.SubjectLink);
    }

    [Fact]
    public async Task The_public_sees_stages_and_dates_and_no_name()
    {
        var subject = await world.Open();
        var stages = await world.Harness.Send(new StagesFor("thing", subject));
        Assert.Equal([("received", StageState.Current), ("working", StageState.ToCome), ("over", StageState.ToCome)], stages.Select(s => (s.Id, s.State)));

        await world.Answer(subject, "accepted", fields: ("note", "x"));
        world.AsTeam();
        await world.Answer(subject, "finished");

        stages = await world.Harness.Send(new StagesFor("thing", subject));
        Assert.Equal([("received", StageState.Done), ("working", StageState.Done), ("over", StageState.Done)], stages.Select(s => (s.Id, s.State)));
        Assert.All(stages, s => Assert.Equal(world.Harness.Clock.Utc(), s.At));
        Assert.Empty(await world.Harness.Send(new StagesFor("thing", Guid.NewGuid())));
    }

    [Fact]
    public async Task The_inbox_holds_what_waits_for_my_roles_most_urgent_first_page_by_page()
    {
        for (var i = 0; i < FindTasks.PageSize + 5; i++) await world.Open();
        world.Harness.Clock.Advance(TimeSpan.FromMinutes(-30));
        var urgent = await world.Open();
        world.Harness.Clock.Advance(TimeSpan.FromMinutes(30));
        await world.Open(taken: ["accepted"]);   // the team's
        await world.Harness.Send(new ClaimTask((await world.Show(urgent)).Current!.TaskId));

        var first = await world.Harness.Send(new FindTasks());
        var second = await world.Harness.Send(new FindTasks(After: first.Next));

        Assert.Equal(new TaskCounts(Mine: 1, Team: FindTasks.PageSize + 6, Late: 0, Today: FindTasks.PageSize + 6, Free: FindTasks.PageSize + 5, Escalated: 0, ForOthers: 0), first.Counts);
        Assert.Equal(urgent, first.Rows[0].SubjectId);
        Assert.Equal((FindTasks.PageSize, 6), (first.Rows.Count, second.Rows.Count));
        Assert.Null(second.Next);
        Assert.Equal(FindTasks.PageSize + 6, first.Rows.Concat(second.Rows).Select(r => r.TaskId).Distinct().Count());
        Assert.Equal(urgent, Assert.Single((await world.Harness.Send(new FindTasks(TaskFilter.Mine))).Rows).SubjectId);
    }

    [Fact]
    public async Task A_list_finds_the_titles_of_steps_roles_and_last_outcomes()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        var titles = (await world.Harness.Send(new ShowTitles(Visit.Code)))!;

        Assert.Equal(("受理", "Done", "Team", "older"), (titles.Step("take"), titles.Step("done"), titles.Role("team"), titles.Step("older")));
        Assert.Null(await world.Harness.Send(new ShowTitles("tests.nothing")));
    }
}

public sealed class LookingAtCasesOnSqlite(PostgresServer postgres) : LookingAtCasesTests(DatabaseProvider.Sqlite, postgres);

public sealed class LookingAtCasesOnPostgres(PostgresServer postgres) : LookingAtCasesTests(DatabaseProvider.Postgres, postgres);
