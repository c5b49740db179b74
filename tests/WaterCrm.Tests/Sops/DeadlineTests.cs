using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

public abstract class DeadlineTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Late = "sops.task-became-late";
    private const string Escalated = "sops.case-escalated";

    private SopWorld world = null!;

    public async ValueTask InitializeAsync() => world = await SopWorld.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (world is not null) await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("2026-03-02T09:00", "2026-03-02T14:30")]   // over the midday break
    [InlineData("2026-03-06T16:00", "2026-03-09T10:30")]   // over a weekend
    [InlineData("2026-04-29T16:00", "2026-05-04T10:30")]   // over two holidays and a weekend
    public async Task Working_hours_stop_for_breaks_weekends_and_holidays(string opened, string due)
    {
        world.Harness.Clock.MoveTo(Local(opened));

        var subject = await world.Open();

        Assert.Equal(Local(due).UtcDateTime, State(subject).DueAt);
    }

    [Fact]
    public async Task A_variety_has_its_own_time_counted_from_the_opening()
    {
        var subject = await world.Open("urgent");
        world.Harness.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.Answer(subject, "accepted", fields: ("note", "x"));

        Assert.Equal(FakeTime.Monday.UtcDateTime.AddMinutes(30), State(subject).DueAt);
    }

    [Fact]
    public async Task A_due_time_explains_itself_line_by_line()
    {
        var subject = await world.Open();

        var why = (await world.Show(subject)).Current!.Why!;

        Assert.Equal((Duration.WorkingHours(4), "Office hours"), (why.Allowed, why.Calendar));
        Assert.Equal([(CalendarReason.Working, 150), (CalendarReason.Break, 0), (CalendarReason.Working, 90)], why.Lines.Select(l => (l.Why, l.CountedMinutes)));
    }

    [Fact]
    public async Task What_is_not_answered_in_time_is_late_and_goes_up_the_ladder_one_rung_at_a_time()
    {
        var subject = await world.Open();
        world.Harness.Clock.MoveTo(Local("2026-03-02T14:29"));
        await world.Watch();
        Assert.Equal((0, 0), (await world.Said(Late), await world.Said(Escalated)));

        world.Harness.Clock.MoveTo(Local("2026-03-02T14:30"));
        await world.Watch();
        Assert.True(State(subject).IsLate);
        Assert.Equal((1, "Head of customer care"), (State(subject).Escalations, (await world.Show(subject)).Current!.EscalatedTo));

        world.Harness.Clock.MoveTo(Local("2026-03-04T16:59"));
        await world.Watch();
        Assert.Equal(1, State(subject).Escalations);

        world.Harness.Clock.MoveTo(Local("2026-03-04T17:00"));   // two working days after
        await world.Watch();
        Assert.Equal((2, "Director"), (State(subject).Escalations, (await world.Show(subject)).Current!.EscalatedTo));

        world.Harness.Clock.Advance(TimeSpan.FromDays(30));
        await world.Watch();
        Assert.Equal((1, 2), (await world.Said(Late), await world.Said(Escalated)));
    }

    [Fact]
    public async Task A_host_that_was_off_catches_up_on_every_rung_once()
    {
        await world.Open();
        world.Harness.Clock.Advance(TimeSpan.FromDays(10));

        await world.Watch();
        await world.Watch();

        Assert.Equal((1, 2), (await world.Said(Late), await world.Said(Escalated)));
    }

    [Fact]
    public async Task Whoever_it_was_taken_up_to_may_answer_it()
    {
        var subject = await world.Open();
        world.Harness.Clock.Advance(TimeSpan.FromDays(1));
        await world.Watch();
        world.Harness.Actor.Become(Guid.NewGuid(), "Lan", ["Head of customer care"], "Sops.Answer");

        Assert.Null((await world.Answer(subject, "accepted", fields: ("note", "x"))).Error);
        Assert.False(State(subject).IsLate);
    }

    [Fact]
    public async Task A_step_that_became_late_while_somebody_wrote_takes_the_answer()
    {
        var subject = await world.Open();
        var task = (await world.Show(subject)).Current!;
        world.Harness.Clock.Advance(TimeSpan.FromDays(1));
        await world.Watch();

        var answer = await world.Harness.Send(new AnswerTask { TaskId = task.TaskId, Outcome = "refused", Comment = "Twice", Version = task.Version });

        Assert.Null(answer.Error);
    }

    [Fact]
    public async Task Two_watches_at_once_escalate_each_case_once()
    {
        var many = (WatchDeadlines.Batch * 3) + 7;
        for (var i = 0; i < many; i++) await world.Open();
        world.Harness.Clock.MoveTo(Local("2026-03-02T14:30"));

        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(Task.Run(world.Watch, token), Task.Run(world.Watch, token));
        await world.Watch();

        Assert.Equal((many, many), (await world.Said(Late), await world.Said(Escalated)));
        Assert.All(world.Things.States.Values, s => Assert.Equal(1, s.Escalations));
        Assert.Equal(many, await Entries(CaseAction.Escalated));
    }

    [Fact]
    public async Task What_is_killed_half_way_is_done_once_in_the_end()
    {
        var many = (WatchDeadlines.Batch * 2) + 3;
        for (var i = 0; i < many; i++) await world.Open();
        world.Harness.Clock.MoveTo(Local("2026-03-02T14:30"));

        // The first batch dies on its way, and so do the first three of those tried one by one.
        world.Things.FailNext(4);
        await world.Watch();
        Assert.Equal((many - 3, many - 3), (await world.Said(Late), await world.Said(Escalated)));
        await world.Watch();

        Assert.Equal((many, many), (await world.Said(Late), await world.Said(Escalated)));
        Assert.Equal((many, many), (await Entries(CaseAction.BecameLate), await Entries(CaseAction.Escalated)));
    }

    [Fact]
    public async Task One_broken_case_keeps_no_other_from_being_escalated()
    {
        world.Things.Broken.Add(await world.Open());
        var others = new[] { await world.Open(), await world.Open() };
        world.Harness.Clock.MoveTo(Local("2026-03-02T14:30"));

        await world.Watch();

        Assert.All(others, subject => Assert.True(State(subject).IsLate));
    }

    [Fact]
    public async Task What_is_answered_late_before_the_watch_has_looked_was_late_all_the_same()
    {
        var subject = await world.Open();
        world.Harness.Clock.Advance(TimeSpan.FromDays(3));   // the server was down over its deadline

        await world.Answer(subject, "refused", "not ours");

        Assert.Equal((CaseGroup.Done, true), (State(subject).Group, State(subject).IsLate));
        await world.Watch();
        Assert.Equal((1, 0), (await world.Said(Late), await world.Said(Escalated)));
    }

    [Fact]
    public async Task Only_those_who_may_answer_the_step_stop_the_clock_and_let_it_run_again()
    {
        var run = (await world.Show(await world.Open())).CaseId;
        world.AsTeam();
        Assert.Equal("sops.not-your-step", (await world.Harness.Send(new PauseCase(run, "No time"))).Error?.Code);
        world.AsCareStaff();
        Assert.Null((await world.Harness.Send(new PauseCase(run, "Customer is away"))).Error);
        world.AsTeam();
        Assert.Equal("sops.not-your-step", (await world.Harness.Send(new ResumeCase(run))).Error?.Code);
    }

    [Fact]
    public async Task While_a_case_waits_for_the_customer_its_clock_stands_and_the_working_time_is_given_back()
    {
        var subject = await world.Open();   // due today 14:30
        var run = (await world.Show(subject)).CaseId;
        world.Harness.Clock.MoveTo(Local("2026-03-02T10:00"));
        Assert.Null((await world.Harness.Send(new PauseCase(run, "Customer looks for the bill"))).Error);
        Assert.Equal((CaseGroup.Waiting, null), (State(subject).Group, State(subject).DueAt));

        world.Harness.Clock.MoveTo(Local("2026-03-03T09:00"));
        await world.Watch();
        Assert.Equal(0, await world.Said(Late));
        Assert.Null((await world.Harness.Send(new ResumeCase(run))).Error);

        // Lost: 10:00-11:30 and 13:00-17:00 on Monday, 07:30-09:00 on Tuesday: seven working hours.
        Assert.Equal((CaseGroup.Open, Local("2026-03-03T13:30").UtcDateTime), (State(subject).Group, State(subject).DueAt!.Value));
        Assert.Single((await world.Show(subject)).Current!.Why!.Pauses);
    }

    [Fact]
    public async Task A_later_step_counted_from_the_opening_gets_the_pause_back_too()
    {
        var subject = await world.Open();
        var run = (await world.Show(subject)).CaseId;
        await world.Harness.Send(new PauseCase(run, "Customer is away"));
        world.Harness.Clock.Advance(TimeSpan.FromHours(5));
        await world.Answer(subject, "accepted", fields: ("note", "back already"));   // an answer ends the waiting

        Assert.Equal(CaseGroup.Open, State(subject).Group);
        Assert.Equal(FakeTime.Monday.UtcDateTime.AddHours(24 + 5), State(subject).DueAt);
    }

    [Fact]
    public async Task A_person_takes_a_case_to_the_top_at_once_and_only_once()
    {
        var subject = await world.Open();
        var run = (await world.Show(subject)).CaseId;

        Assert.Null((await world.Harness.Send(new EscalateCase(run, "Child in hospital"))).Error);

        Assert.Equal("Director", (await world.Show(subject)).Current!.EscalatedTo);
        Assert.Equal("sops.nobody-above", (await world.Harness.Send(new EscalateCase(run, "Again"))).Error!.Code);
        world.Harness.Clock.Advance(TimeSpan.FromDays(10));
        await world.Watch();
        Assert.Equal((1, 1), (await world.Said(Late), await world.Said(Escalated)));
    }

    [Fact]
    public async Task A_minute_in_which_nothing_is_due_writes_nothing()
    {
        await world.Open();
        var before = await Audited();

        await world.Watch();

        Assert.Equal(before, await Audited());
    }

    private CaseState State(Guid subject) => world.Things.States[subject];

    private Task<int> Audited() => world.Harness.Read<KernelDbContext, int>(db => db.Audit.CountAsync());

    private Task<int> Entries(CaseAction action) => world.Harness.Read<SopsDbContext, int>(db => db.History.CountAsync(h => h.Action == action));

    private static DateTimeOffset Local(string time) => new(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7));
}

public sealed class DeadlinesOnSqlite(PostgresServer postgres) : DeadlineTests(DatabaseProvider.Sqlite, postgres);

public sealed class DeadlinesOnPostgres(PostgresServer postgres) : DeadlineTests(DatabaseProvider.Postgres, postgres);
