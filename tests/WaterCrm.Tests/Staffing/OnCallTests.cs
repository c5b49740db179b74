using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Sops;

namespace WaterCrm.Tests.Staffing;

public abstract class OnCallTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
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
    public async Task The_first_is_called_after_five_minutes_the_second_then_the_head_and_then_nobody()
    {
        await Roster();
        var call = (await office.Harness.Send(new CallOnDuty("Burst in Lê Lợi"))).Value;
        Assert.Equal(["Tuan"], await Called(call));

        await Later(4);
        Assert.Equal(["Tuan"], await Called(call));
        await Later(1);
        Assert.Equal(["Tuan", "Nam"], await Called(call));
        await Later(5);
        Assert.Equal(["Tuan", "Nam", "Lan"], await Called(call));
        await Later(5);
        await Later(60);
        Assert.Equal(["Tuan", "Nam", "Lan"], await Called(call));
        Assert.Equal(3, await office.World.Said("staffing.person-called"));

        office.AsNam();   // late is better than never
        Assert.Null((await office.Harness.Send(new AcknowledgeCall(call))).Error);
        Assert.Equal("Nam", (await office.Harness.Send(new ShowOnCall())).Calls.Single().Answer);
    }

    [Fact]
    public async Task Whoever_acknowledges_ends_it_for_everybody()
    {
        await Roster();
        var call = (await office.Harness.Send(new CallOnDuty("Burst"))).Value;
        office.AsNam();
        Assert.Empty(await office.Harness.Send(new CallsForMe()));
        Assert.Equal("staffing.not-called", (await office.Harness.Send(new AcknowledgeCall(call))).Error?.Code);
        office.AsTuan();
        Assert.Equal("Burst", Assert.Single(await office.Harness.Send(new CallsForMe())).Reason);
        Assert.Null((await office.Harness.Send(new AcknowledgeCall(call))).Error);
        Assert.Equal("staffing.acknowledged-already", (await office.Harness.Send(new AcknowledgeCall(call))).Error?.Code);

        await Later(30);

        Assert.Equal(["Tuan"], await Called(call));
        Assert.Empty(await office.Harness.Send(new CallsForMe()));
    }

    [Fact]
    public async Task Ten_watches_at_once_call_the_next_once()
    {
        await Roster();
        var call = (await office.Harness.Send(new CallOnDuty("Burst"))).Value;
        office.Harness.Clock.Advance(TimeSpan.FromMinutes(5));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(Watch)));

        Assert.Equal(["Tuan", "Nam"], await Called(call));
        Assert.Equal(2, await office.World.Said("staffing.person-called"));
    }

    [Fact]
    public async Task A_watch_that_dies_before_its_commit_has_called_nobody_and_the_next_one_does()
    {
        await Roster();
        var call = (await office.Harness.Send(new CallOnDuty("Burst"))).Value;
        office.Harness.Clock.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<TimeoutException>(() => office.Harness.Services.GetRequiredService<CommandRunner>().Run<Kernel.Results.Result<int>>("test", async (own, token) =>
        {
            await own.GetRequiredService<MediatR.IMediator>().Send(new WatchCalls(), token);
            throw new TimeoutException("killed");
        }, TestContext.Current.CancellationToken));
        Assert.Equal(["Tuan"], await Called(call));

        await Watch();

        Assert.Equal(["Tuan", "Nam"], await Called(call));
        Assert.Equal(2, await office.World.Said("staffing.person-called"));
    }

    [Fact]
    public async Task Where_nobody_is_in_the_roster_the_heads_of_customer_care_are_called_and_without_them_it_is_refused()
    {
        var call = (await office.Harness.Send(new CallOnDuty("Burst"))).Value;
        Assert.Equal(["Lan"], await Called(call));

        await office.Harness.Send(new Kernel.People.Features.DeactivatePerson(office.Lan));
        Assert.Equal("staffing.nobody-to-call", (await office.Harness.Send(new CallOnDuty("Burst"))).Error?.Code);
    }

    [Fact]
    public async Task Who_no_longer_works_here_is_passed_over()
    {
        await Roster();
        Assert.Null((await office.Harness.Send(new Kernel.People.Features.DeactivatePerson(office.Tuan))).Error);

        Assert.Equal(["Nam"], await Called((await office.Harness.Send(new CallOnDuty("Burst"))).Value));
    }

    [Fact]
    public async Task Who_only_looks_is_neither_put_on_call_nor_called()
    {
        var shift = await Roster();
        await office.Harness.Send(new Kernel.People.Features.LookOnly(office.Tuan, office.Harness.Clock.Utc().AddDays(30)));

        var put = await office.Harness.Send(new PutInRoster(shift, Office.Monday.AddDays(1), office.Tuan, RosterDuty.First));

        Assert.Equal(("staffing.only-looks", "Tuan"), (put.Error?.Code, put.Error?.Args.Single()));
        Assert.Equal(["Nam"], await Called((await office.Harness.Send(new CallOnDuty("Burst"))).Value));
        Assert.Equal(1, (await office.Harness.Send(new CopyWeek(Office.Monday))).Value);
    }

    [Fact]
    public async Task Who_is_away_is_not_put_into_the_roster_nor_copied_into_it_nor_given_a_leavers_places()
    {
        var shift = await Roster();
        await Put(shift, 3, office.Tuan, RosterDuty.First);
        await Away(office.Tuan, office.Mai, 7, 8);
        await Away(office.Hoa, office.Mai, 3, 3);

        var put = await office.Harness.Send(new PutInRoster(shift, Office.Monday.AddDays(8), office.Tuan, RosterDuty.First));
        Assert.Equal(("staffing.away-that-day", "Tuan"), (put.Error?.Code, put.Error?.Args.Single()));
        Assert.Equal(2, (await office.Harness.Send(new CopyWeek(Office.Monday))).Value);   // Nam's Monday and Tuan's Thursday
        Assert.Null((await office.Harness.Send(new ReassignWork(office.Tuan, office.Hoa, null))).Error);

        var week = (await office.Harness.Send(new ShowRoster(null))).Rows.Single().Days;
        Assert.Equal(["Hoa", "Nam"], week[0]!.Seats.Select(s => s.Name));
        Assert.True(week[3]!.NobodyOnCall);
    }

    [Fact]
    public async Task For_somebody_who_is_away_whoever_stands_in_is_called_at_once_and_the_roster_says_so()
    {
        await Roster();
        await Away(office.Tuan, office.Mai, 0, 0);

        Assert.Equal("Mai", (await office.Harness.Send(new ShowRoster(null))).Rows.Single().Days[0]!.Seats[0].StandIn);
        Assert.Equal("Mai", Assert.Single((await office.Harness.Send(new ShowOnCall())).Now).First);
        var call = (await office.Harness.Send(new CallOnDuty("Burst"))).Value;
        Assert.Equal(["Mai"], await Called(call));
        await Later(5);
        Assert.Equal(["Mai", "Nam"], await Called(call));
    }

    [Fact]
    public async Task A_night_shift_is_yesterdays_after_midnight()
    {
        var team = await office.Team("night", office.Lan);
        var shift = await Shift(team, new TimeOnly(22, 0), new TimeOnly(6, 0));
        await Put(shift, 0, office.Tuan, RosterDuty.First);
        await Put(shift, 1, office.Nam, RosterDuty.First);

        Assert.Empty((await office.Harness.Send(new ShowOnCall())).Now);   // nine in the morning
        office.Harness.Clock.Advance(TimeSpan.FromHours(18));              // three at night on Tuesday
        Assert.Equal("Tuan", Assert.Single((await office.Harness.Send(new ShowOnCall())).Now).First);
        office.Harness.Clock.Advance(TimeSpan.FromHours(20));              // Tuesday, eleven in the evening
        Assert.Equal("Nam", Assert.Single((await office.Harness.Send(new ShowOnCall())).Now).First);
    }

    [Fact]
    public async Task A_shift_without_length_or_of_a_name_that_the_team_has_already_is_refused()
    {
        var (team, other) = (await office.Team("calls", office.Lan), await office.Team("pipes", office.Lan));
        var shift = await Shift(team, new TimeOnly(0, 0), new TimeOnly(0, 0));
        await Shift(other, new TimeOnly(8, 0), new TimeOnly(17, 0));   // of the same name in another team

        Assert.Equal(("staffing.shift-of-no-length", "Until"), await Refused("Late", new TimeOnly(16, 0), new TimeOnly(16, 0)));
        Assert.Equal(("staffing.shift-name-taken", "Name"), await Refused(" duty ", new TimeOnly(16, 0), new TimeOnly(22, 0)));
        Assert.Null((await Record("Duty", new TimeOnly(6, 0), new TimeOnly(14, 0), shift)).Error);
        Assert.Null((await office.Harness.Send(new CloseShift(shift))).Error);
        Assert.Null((await Record("Duty", new TimeOnly(6, 0), new TimeOnly(14, 0))).Error);

        Task<Kernel.Results.Result<Guid>> Record(string name, TimeOnly from, TimeOnly until, Guid? id = null) =>
            office.Harness.Send(new RecordShift { Id = id, Name = name, TeamId = team, From = from, Until = until, Days = [DayOfWeek.Monday] });

        async Task<(string?, string)> Refused(string name, TimeOnly from, TimeOnly until) => (await Record(name, from, until)) is { Error: { } error } ? (error.Code, Assert.Single(error.Fields).Field) : (null, "");
    }

    [Fact]
    public async Task Gaps_are_marked_and_a_week_is_copied_once()
    {
        var team = await office.Team("calls", office.Lan);
        var shift = await Shift(team, new TimeOnly(8, 0), new TimeOnly(17, 0), needs: 2);
        foreach (var day in Enumerable.Range(0, 7)) await Put(shift, day, office.Tuan, RosterDuty.First);
        await Put(shift, 0, office.Mai, RosterDuty.Works);
        await Put(shift, 0, office.Hoa, RosterDuty.Works);

        var week = await office.Harness.Send(new ShowRoster(null));
        Assert.Equal((6, 0, 2), (week.Gaps, week.Rows[0].Days[0]!.Missing, week.Rows[0].Days[1]!.Missing));
        Assert.Equal("staffing.takes-part-already", (await office.Harness.Send(new PutInRoster(shift, Office.Monday, office.Mai, RosterDuty.Second))).Error?.Code);
        Assert.Equal(9, (await office.Harness.Send(new CopyWeek(Office.Monday.AddDays(3)))).Value);
        Assert.Equal(0, (await office.Harness.Send(new CopyWeek(Office.Monday))).Value);
        Assert.Equal(["Tuan", "Hoa", "Mai"], (await office.Harness.Send(new ShowRoster(Office.Monday.AddDays(9)))).Rows[0].Days[0]!.Seats.Select(s => s.Name));
    }

    [Fact]
    public async Task A_second_first_takes_the_place_of_the_one_before()
    {
        var shift = await Roster();
        await Put(shift, 0, office.Hoa, RosterDuty.First);

        Assert.Equal("Hoa", Assert.Single((await office.Harness.Send(new ShowOnCall())).Now).First);
    }

    [Fact]
    public async Task A_leavers_coming_places_go_along_and_become_gaps_where_nobody_takes_them()
    {
        var shift = await Roster();
        await office.Harness.Send(new ReassignWork(office.Tuan, office.Hoa, null));
        Assert.Equal("Hoa", Assert.Single((await office.Harness.Send(new ShowOnCall())).Now).First);

        await office.Harness.Send(new ReassignWork(office.Hoa, null, null));

        Assert.Null(Assert.Single((await office.Harness.Send(new ShowOnCall())).Now).First);
        Assert.True((await office.Harness.Send(new ShowRoster(null))).Rows.Single(r => r.Shift.Id == shift).Days[0]!.NobodyOnCall);
    }

    [Fact]
    public async Task An_escalation_that_asks_for_it_calls_the_person_on_call_once()
    {
        await Roster();
        await office.World.Load("visit.sop.json", Visit.Json.Replace("\"escalateTo\": [ { \"role\": \"head-of-customer-care\" }", "\"escalateTo\": [ { \"role\": \"head-of-customer-care\", \"callOnDuty\": true }", StringComparison.Ordinal));
        var subject = await office.World.Open("urgent", taken: ["accepted"]);
        office.Harness.Clock.Advance(TimeSpan.FromMinutes(31));
        await office.World.Watch();

        await office.Harness.DeliverEvents();
        await office.Harness.DeliverEvents();

        var call = Assert.Single((await office.Harness.Send(new ShowOnCall())).Calls);
        Assert.Equal(("T-1 was taken up and waits for you.", $"/staff/cases/{(await office.World.Show(subject)).CaseId}"), (call.Reason, call.Link));
    }

    private async Task<Guid> Roster()
    {
        var shift = await Shift(await office.Team("duty", office.Lan), new TimeOnly(0, 0), new TimeOnly(0, 0));
        await Put(shift, 0, office.Tuan, RosterDuty.First);
        await Put(shift, 0, office.Nam, RosterDuty.Second);
        return shift;
    }

    private async Task<Guid> Shift(Guid team, TimeOnly from, TimeOnly until, int needs = 0)
    {
        var made = await office.Harness.Send(new RecordShift { Name = "Duty", TeamId = team, From = from, Until = until, Days = Enum.GetValues<DayOfWeek>(), Needs = needs, HasOnCall = true });
        Assert.Null(made.Error);
        return made.Value;
    }

    private async Task Put(Guid shift, int day, Guid person, RosterDuty duty) => Assert.Null((await office.Harness.Send(new PutInRoster(shift, Office.Monday.AddDays(day), person, duty))).Error);

    private async Task Away(Guid person, Guid substitute, int from, int until) =>
        Assert.Null((await office.Harness.Send(new EnterAbsence(person, substitute, Office.Monday.AddDays(from), Office.Monday.AddDays(until), null))).Error);

    private async Task Later(int minutes)
    {
        office.Harness.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await Watch();
    }

    private async Task Watch()
    {
        await using var scope = office.Harness.Services.CreateAsyncScope();
        await new CallWatch(office.Harness.Clock).DoWorkAsync(scope.ServiceProvider, TestContext.Current.CancellationToken);
    }

    private async Task<IEnumerable<string>> Called(Guid call) => (await office.Harness.Send(new ShowOnCall())).Calls.Single(c => c.Id == call).Called.Select(c => c.Name);
}

public sealed class OnCallOnSqlite(PostgresServer postgres) : OnCallTests(DatabaseProvider.Sqlite, postgres);

public sealed class OnCallOnPostgres(PostgresServer postgres) : OnCallTests(DatabaseProvider.Postgres, postgres);
