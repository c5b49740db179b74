using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Staffing;

public abstract class StandingInTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Office office = null!;

    public async ValueTask InitializeAsync() => office = await Office.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (office is not null) await office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_waits_for_somebody_who_is_away_stands_in_the_substitutes_inbox_and_is_done_for_them()
    {
        office.AsMai();
        var before = await office.Claimed();
        await Away(office.Mai, office.Nam, 0, 4);
        var later = await office.Claimed();

        office.AsNam();
        var inbox = await office.Inbox();
        Assert.Equal(new[] { before, later }.Order(), inbox.Rows.Select(r => r.SubjectId).Order());
        Assert.All(inbox.Rows, row => Assert.Equal("Mai", row.For));
        Assert.Equal((2, 2), (inbox.Counts.ForOthers, (await office.Inbox(TaskFilter.ForOthers)).Rows.Count));
        Assert.Equal("Mai", (await office.World.Show(before)).Current!.For);
        Assert.Null((await office.World.Answer(before, "accepted", fields: ("note", "Called back."))).Error);

        var history = (await office.World.Show(before)).History.Single(h => h.Action is CaseAction.Answered);
        Assert.Equal(("Nam", "Mai"), (history.By, history.For));
    }

    [Fact]
    public async Task After_the_last_day_the_substitute_neither_sees_nor_does_it()
    {
        office.AsMai();
        var subject = await office.Claimed();
        await Away(office.Mai, office.Nam, 0, 1);
        office.AsNam();
        Assert.Single((await office.Inbox()).Rows);

        office.Harness.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Empty((await office.Inbox()).Rows);
        Assert.Equal("sops.not-your-step", (await office.World.Answer(subject, "accepted", fields: ("note", "x"))).Error?.Code);
    }

    [Fact]
    public async Task Somebody_of_the_same_role_does_role_work_as_themselves_and_taken_work_for_the_other()
    {
        office.AsMai();
        var taken = await office.Claimed();
        var free = await office.World.Open();
        await Away(office.Mai, office.Hoa, 0, 4);

        office.AsHoa();
        var rows = (await office.Inbox()).Rows.ToDictionary(r => r.SubjectId, r => r.For);

        Assert.Equal(("Mai", null), (rows[taken], rows[free]));
        Assert.Equal(taken, Assert.Single((await office.Inbox(TaskFilter.ForOthers)).Rows).SubjectId);
    }

    [Fact]
    public async Task Work_goes_on_to_the_substitute_of_the_substitute()
    {
        office.AsMai();
        var subject = await office.Claimed();
        await Away(office.Mai, office.Nam, 0, 4);
        office.AsNam();
        await Away(office.Nam, office.Tuan, 1, 2);

        office.AsTuan();
        Assert.Empty((await office.Inbox()).Rows);
        office.Harness.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(subject, Assert.Single((await office.Inbox()).Rows).SubjectId);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_its_reason()
    {
        office.AsMai();
        await Away(office.Mai, office.Hoa, 2, 4);

        Assert.Equal("staffing.away-already", await Refused(office.Mai, office.Nam, 4, 6));
        Assert.Equal("staffing.own-substitute", await Refused(office.Mai, office.Mai, 10, 11));
        Assert.Equal("staffing.ends-before-it-begins", await Refused(office.Mai, office.Hoa, 12, 11));
        Assert.Equal("staffing.absence-past", await Refused(office.Mai, office.Hoa, -3, -1));
        Assert.Equal("staffing.not-yours", await Refused(office.Hoa, office.Nam, 10, 11));
        office.AsHoa();
        Assert.Equal("staffing.circular-substitute", await Refused(office.Hoa, office.Mai, 4, 6));
        office.AsNam();
        Assert.Equal("staffing.substitute-away", await Refused(office.Nam, office.Mai, 3, 3));
        await Away(office.Nam, office.Mai, 5, 5);   // she is back
    }

    [Fact]
    public async Task Nobody_is_away_for_more_than_a_year_ahead()
    {
        office.AsLan();

        Assert.Equal("staffing.absence-too-long", await Refused(office.Mai, office.Hoa, 0, 366));
        Assert.Equal("staffing.absence-too-long", (await office.Harness.Send(new EnterAbsence(office.Mai, office.Hoa, Office.Monday, DateOnly.MaxValue, null))).Error?.Code);
        var entered = (await office.Harness.Send(new EnterAbsence(office.Mai, office.Hoa, Office.Monday.AddDays(-3), Office.Monday.AddDays(365), null))).Value;
        Assert.Null((await office.Harness.Send(new EndAbsence(entered))).Error);
        Assert.Equal("staffing.absence-too-long", (await office.Harness.Send(new ResumeAbsence(entered, DateOnly.MaxValue))).Error?.Code);
    }

    [Fact]
    public async Task Two_who_name_each_other_at_once_do_not_both_succeed()
    {
        office.AsLan();
        for (var week = 1; week < 6; week++)
        {
            var day = week * 7;
            var both = await Task.WhenAll(Task.Run(() => Enter(office.Mai, office.Hoa, day, day)), Task.Run(() => Enter(office.Hoa, office.Mai, day, day)));
            Assert.Single(both, code => code is null);
        }
    }

    [Fact]
    public async Task The_head_of_the_team_enters_an_absence_and_ends_it()
    {
        office.AsLan();
        await office.Team("calls", office.Tuan, office.Mai);
        office.AsTuan();   // the head, without any right to manage

        var entered = await office.Harness.Send(new EnterAbsence(office.Mai, office.Hoa, Office.Monday, Office.Monday.AddDays(3), "Ill"));
        Assert.Null(entered.Error);
        Assert.Equal(("Mai", "Hoa"), (await office.Harness.Send(new FindAbsences())).Rows.Select(r => (r.Person, r.Substitute)).Single());
        office.AsHoa();
        Assert.Equal("staffing.not-yours", (await office.Harness.Send(new EndAbsence(entered.Value))).Error?.Code);
        office.AsTuan();
        Assert.Null((await office.Harness.Send(new EndAbsence(entered.Value))).Error);

        Assert.Empty((await office.Harness.Send(new FindAbsences())).Rows);
        Assert.Equal("staffing.absence-over", (await office.Harness.Send(new EndAbsence(entered.Value))).Error?.Code);
    }

    private async Task Away(Guid person, Guid substitute, int from, int until) => Assert.Null(await Enter(person, substitute, from, until));

    private async Task<string?> Enter(Guid person, Guid substitute, int from, int until) => (await office.Harness.Send(new EnterAbsence(person, substitute, Office.Monday.AddDays(from), Office.Monday.AddDays(until), null))).Error?.Code;

    private async Task<string?> Refused(Guid person, Guid substitute, int from, int until)
    {
        var code = await Enter(person, substitute, from, until);
        Assert.NotNull(code);
        return code;
    }
}

public sealed class StandingInOnSqlite(PostgresServer postgres) : StandingInTests(DatabaseProvider.Sqlite, postgres);

public sealed class StandingInOnPostgres(PostgresServer postgres) : StandingInTests(DatabaseProvider.Postgres, postgres);
