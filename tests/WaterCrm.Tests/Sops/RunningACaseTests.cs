using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>From the opening of a case to its end and beyond.</summary>
public abstract class RunningACaseTests(DatabaseProvider provider, PostgresServer postgres) : CaseTests(provider, postgres)
{
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
}

public sealed class RunningACaseOnSqlite(PostgresServer postgres) : RunningACaseTests(DatabaseProvider.Sqlite, postgres);

public sealed class RunningACaseOnPostgres(PostgresServer postgres) : RunningACaseTests(DatabaseProvider.Postgres, postgres);
