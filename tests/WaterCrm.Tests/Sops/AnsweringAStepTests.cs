using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>Who may answer a step, who takes it or is given it, and what becomes of two at once.</summary>
public abstract class AnsweringAStepTests(DatabaseProvider provider, PostgresServer postgres) : CaseTests(provider, postgres)
{
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

    private static AnswerTask Accepting(TaskView task, string note) =>
        new() { TaskId = task.TaskId, Outcome = "accepted", Version = task.Version, Fields = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["note"] = note } };
}

public sealed class AnsweringAStepOnSqlite(PostgresServer postgres) : AnsweringAStepTests(DatabaseProvider.Sqlite, postgres);

public sealed class AnsweringAStepOnPostgres(PostgresServer postgres) : AnsweringAStepTests(DatabaseProvider.Postgres, postgres);
