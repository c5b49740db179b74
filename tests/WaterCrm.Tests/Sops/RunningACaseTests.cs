using System.Globalization;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

public abstract class RunningACaseTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private SopWorld world = null!;

    public async ValueTask InitializeAsync() => world = await SopWorld.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (world is not null) await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_many_who_open_the_same_case_at_once_one_succeeds_and_the_others_are_told_why()
    {
        for (var round = 0; round < 5; round++)
        {
            var open = new OpenCase { Sop = Visit.Code, SubjectKind = "thing", SubjectId = Ids.New(world.Harness.Clock), SubjectName = "T-1" };
            var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Harness.Send(open), TestContext.Current.CancellationToken)));

            Assert.Equal(["sops.already-open"], opened.Select(o => o.Error?.Code).OfType<string>().Distinct());
            Assert.Single(opened, o => o.Error is null);
        }
    }

    [Fact]
    public async Task Of_many_who_answer_the_same_task_at_once_one_succeeds_and_the_others_are_told_why()
    {
        for (var round = 0; round < 5; round++)
        {
            var subject = await world.Open();
            var task = (await world.Show(subject)).Current!;
            var answer = new AnswerTask { TaskId = task.TaskId, Outcome = "accepted", Version = task.Version, Fields = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["note"] = "here" } };
            var answered = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Harness.Send(answer), TestContext.Current.CancellationToken)));

            Assert.Single(answered, a => a.Error is null);
            Assert.All(answered.Where(a => a.Error is not null), a => Assert.Equal(409, a.Error!.Status));
        }
    }

    [Fact]
    public async Task A_case_goes_through_all_its_steps_as_two_roles()
    {
        var subject = await world.Open();
        Assert.Equal((CaseGroup.Open, "take", "care-staff"), (State(subject).Group, State(subject).Step, State(subject).Role));

        Assert.Null((await world.Answer(subject, "accepted", fields: ("note", "Pipe behind the kitchen"))).Error);
        Assert.Equal(("work", "team"), (State(subject).Step, State(subject).Role));

        world.AsTeam();
        var last = await world.Answer(subject, "finished");
        Assert.Equal((CaseGroup.Done, "done"), (last.Value.Group, last.Value.Step));
        Assert.Equal((CaseGroup.Done, "done", CaseEnding.Done), (State(subject).Group, State(subject).Step, State(subject).Ending!.Value));

        var view = await world.Show(subject);
        Assert.Null(view.Current);
        Assert.Equal(["Take", "Work", "Over"], view.Steps.Select(s => s.Title));
        Assert.Equal(["Hoa", "Tuấn", "system"], view.Steps.Select(s => s.By));
        Assert.Equal("Pipe behind the kitchen", view.Steps[0].Values!.Text("note"));
        Assert.Equal(
            [CaseAction.Opened, CaseAction.Entered, CaseAction.Answered, CaseAction.Entered, CaseAction.Answered, CaseAction.Entered, CaseAction.Answered, CaseAction.Closed],
            view.History.Select(h => h.Action));
    }

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
    public async Task Steps_taken_before_the_case_was_opened_are_not_asked_for_again()
    {
        var subject = await world.Open(taken: ["accepted"]);

        Assert.Equal("work", State(subject).Step);
    }

    [Fact]
    public async Task A_second_case_about_the_same_subject_is_refused_while_the_first_runs()
    {
        var subject = await world.Open();

        var second = await world.Harness.Send(new OpenCase { Sop = Visit.Code, SubjectKind = "thing", SubjectId = subject, SubjectName = "T-1" });

        Assert.Equal("sops.already-open", second.Error!.Code);
    }

    [Fact]
    public async Task A_case_about_a_module_that_is_off_runs_all_the_same()
    {
        var subject = await world.Open(kind: "gone");

        var view = await world.Show(subject, "gone");

        Assert.Equal("take", view.Current!.StepId);
        Assert.Null(view.SubjectLink);
    }

    [Fact]
    public async Task The_second_of_two_who_answer_hears_who_was_first_and_when()
    {
        var subject = await world.Open();
        var task = (await world.Show(subject)).Current!;
        await world.Answer(subject, "accepted", fields: ("note", "first"));

        world.Harness.Actor.Become(Guid.NewGuid(), "Minh", ["Care staff"], "Sops.Answer");
        world.Harness.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await world.Harness.Send(Accepting(task, "second"));

        Assert.Equal(("sops.already-answered", 409), (second.Error!.Code, second.Error.Status));
        Assert.Equal(["Hoa", "2 Mar 2026 09:00"], second.Error.Args);
        Assert.Equal("first", (await world.Show(subject)).Steps[0].Values!.Text("note"));
    }

    [Fact]
    public async Task Of_many_who_answer_at_the_same_moment_one_is_first()
    {
        var subject = await world.Open();
        var task = (await world.Show(subject)).Current!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => world.Harness.Send(Accepting(task, $"answer {n}")))));

        Assert.Single(answers, a => a.Error is null);
        Assert.All(answers.Where(a => a.Error is not null), a => Assert.Equal("sops.already-answered", a.Error!.Code));
        Assert.Equal(2, (await world.Show(subject)).Steps.Count(s => s.State is not StepState.ToCome));
    }

    [Fact]
    public async Task Somebody_without_the_role_is_refused()
    {
        var subject = await world.Open();
        world.AsTeam();

        var answer = await world.Answer(subject, "accepted", fields: ("note", "mine?"));

        Assert.Equal(("sops.not-your-step", 403), (answer.Error!.Code, answer.Error.Status));
        Assert.Equal("take", State(subject).Step);
    }

    [Fact]
    public async Task A_head_may_answer_for_people_who_are_away()
    {
        var subject = await world.Open();
        world.AsHead();

        Assert.Null((await world.Answer(subject, "accepted", fields: ("note", "Hoa is ill"))).Error);
    }

    [Fact]
    public async Task A_step_handed_over_to_a_person_is_that_persons_and_the_deadline_stays()
    {
        var subject = await world.Open();
        var before = State(subject).DueAt;
        var task = (await world.Show(subject)).Current!;
        Assert.Null((await world.Harness.Send(new HandOver { TaskId = task.TaskId, PersonId = SopWorld.Tuan, PersonName = "Tuấn", Reason = "Knows the house" })).Error);

        world.AsTeam();
        Assert.Null((await world.Answer(subject, "accepted", fields: ("note", "ok"))).Error);
        var done = (await world.Show(subject)).Steps[0];
        Assert.Equal(("Tuấn", before), (done.By, done.DueAt));
    }

    [Fact]
    public async Task Whoever_answers_a_step_that_was_handed_over_meanwhile_is_told_so()
    {
        var subject = await world.Open();
        var task = (await world.Show(subject)).Current!;
        await world.Harness.Send(new HandOver { TaskId = task.TaskId, Role = "team", Reason = "Not ours" });
        world.AsHead();

        var answer = await world.Harness.Send(Accepting(task, "too late"));

        Assert.Equal("sops.handled-meanwhile", answer.Error!.Code);
    }

    [Fact]
    public async Task Two_cannot_take_the_same_step()
    {
        var subject = await world.Open();
        var task = (await world.Show(subject)).Current!;
        Assert.Null((await world.Harness.Send(new ClaimTask(task.TaskId))).Error);
        Assert.Equal(SopWorld.Hoa, State(subject).Assignee);

        world.Harness.Actor.Become(Guid.NewGuid(), "Minh", ["Care staff"], "Sops.Answer");
        Assert.Equal("sops.already-taken", (await world.Harness.Send(new ClaimTask(task.TaskId))).Error!.Code);
    }

    [Theory]
    [InlineData("accepted", "note", "", "note")]           // required and empty
    [InlineData("accepted", "danger", "yes", "")]          // a field of another form
    [InlineData("refused", "note", "short", "Comment")]    // a reason is asked for
    public async Task An_answer_that_does_not_fit_is_refused_and_changes_nothing(string outcome, string field, string text, string wrong)
    {
        var subject = await world.Open();

        var answer = await world.Answer(subject, outcome, fields: (field, text));

        Assert.Equal("kernel.invalid", answer.Error!.Code);
        Assert.Contains(answer.Error.Fields, f => f.Field == wrong);
        Assert.Equal("take", State(subject).Step);
    }

    [Fact]
    public async Task An_outcome_that_the_step_does_not_have_is_refused()
    {
        var subject = await world.Open();

        Assert.Equal("sops.unknown-outcome", (await world.Answer(subject, "finished", fields: ("note", "x"))).Error!.Code);
    }

    [Fact]
    public async Task A_way_that_may_be_taken_once_leads_elsewhere_the_second_time()
    {
        var subject = await world.Open(taken: ["accepted"]);
        world.AsHead();
        await world.Answer(subject, "back", "Wrong address");
        Assert.Equal("take", State(subject).Step);
        await world.Answer(subject, "accepted", fields: ("note", "Right address now"));

        await world.Answer(subject, "back", "Still wrong");

        Assert.Equal("decide", State(subject).Step);
    }

    [Fact]
    public async Task A_closed_case_is_reopened_at_the_step_that_the_procedure_names_and_not_after_its_time()
    {
        var subject = await world.Open(taken: ["accepted"]);
        world.AsTeam();
        await world.Answer(subject, "finished");
        var view = await world.Show(subject);
        Assert.Equal("work", view.ReopenAt[0].Id);
        world.Harness.Clock.Advance(TimeSpan.FromDays(29));

        Assert.Null((await world.Harness.Send(new ReopenCase(view.CaseId, "It drips again"))).Error);
        Assert.Equal((CaseGroup.Open, "work"), (State(subject).Group, State(subject).Step));
        Assert.Equal(world.Harness.Clock.Utc().AddHours(24), State(subject).DueAt);   // the clock of the case begins anew

        await world.Answer(subject, "finished");
        world.Harness.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("sops.too-old-to-reopen", (await world.Harness.Send(new ReopenCase(view.CaseId, "Again"))).Error!.Code);
        Assert.Empty((await world.Show(subject)).ReopenAt);
    }

    [Fact]
    public async Task A_closed_case_is_not_reopened_at_a_step_that_would_run_by_itself()
    {
        var subject = await world.Open(taken: ["accepted"]);
        world.AsTeam();
        await world.Answer(subject, "finished");
        var view = await world.Show(subject);

        Assert.Equal("sops.cannot-reopen-there", (await world.Harness.Send(new ReopenCase(view.CaseId, "Again", "over"))).Error?.Code);
        Assert.Equal(CaseGroup.Done, State(subject).Group);
    }

    [Fact]
    public async Task A_running_case_keeps_its_version_while_a_new_one_is_in_force()
    {
        var old = await world.Open();
        const string accepted = "\"id\": \"accepted\", \"title\": \"Accepted\", \"next\": \"work\"";
        await world.Load("visit.sop.json", Visit.Json.Replace(accepted, accepted.Replace("work", "over", StringComparison.Ordinal), StringComparison.Ordinal));
        var young = await world.Open();

        await world.Answer(old, "accepted", fields: ("note", "x"));
        await world.Answer(young, "accepted", fields: ("note", "x"));

        Assert.Equal((1, 2), ((await world.Show(old)).SopVersion, (await world.Show(young)).SopVersion));
        Assert.Equal((CaseGroup.Open, "work"), (State(old).Group, State(old).Step));
        Assert.Equal((CaseGroup.Done, "done"), (State(young).Group, State(young).Step));
    }

    [Fact]
    public async Task A_file_that_did_not_change_makes_no_new_version_and_a_broken_one_leaves_the_old_in_force()
    {
        await world.Load("visit.sop.json", Visit.Json);
        Assert.Equal(1, await world.Versions());

        await world.Load("visit.sop.json", Visit.Json.Replace("\"next\": \"over\"", "\"next\": \"nowhere\"", StringComparison.Ordinal));

        Assert.Equal(1, await world.Versions());
        Assert.Equal(1, (await world.Show(await world.Open())).SopVersion);
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

    private CaseState State(Guid subject) => world.Things.States[subject];

    private static AnswerTask Accepting(TaskView task, string note) =>
        new() { TaskId = task.TaskId, Outcome = "accepted", Version = task.Version, Fields = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["note"] = note } };
}

public sealed class RunningACaseOnSqlite(PostgresServer postgres) : RunningACaseTests(DatabaseProvider.Sqlite, postgres);

public sealed class RunningACaseOnPostgres(PostgresServer postgres) : RunningACaseTests(DatabaseProvider.Postgres, postgres);
