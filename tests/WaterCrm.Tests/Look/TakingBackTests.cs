using System.Globalization;
using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.Words.Terms;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>What is clicked by mistake is taken back with the button beside "done", and is then as it was.</summary>
public sealed class TakingBackTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private readonly FakeTime clock = new(new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero));
    private TestHost host = null!;
    private HttpClient head = null!;
    private Guid self, other;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(clock: clock);
        (head, self) = await host.NewPerson(StandardRoles.HeadOfCustomerCare, StandardRoles.Administrator);
        (_, other) = await host.NewPerson(StandardRoles.CareStaff);
    }

    public async ValueTask DisposeAsync()
    {
        head.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_taken_off_the_roster_stands_there_again_with_the_same_duty()
    {
        var (shift, _, _) = await Shift();
        var place = await Sent(new PutInRoster(shift, Monday, other, RosterDuty.First));

        var page = await Post($"/staff/roster/{place}/remove?week=2026-03-02");
        Assert.Empty(await Roster());
        await TakeBack(page, "/staff/roster");

        Assert.Equal([(shift, Monday, other, RosterDuty.First)], await Roster());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    public async Task An_absence_that_was_ended_goes_on_until_the_day_it_had(int from, int until)
    {
        var absence = await Away(other, self, from, until);
        if (from == 0) clock.Advance(TimeSpan.FromDays(1));   // else it never was
        var was = await Absence(absence);

        var page = await Post($"/staff/absences/{absence}/end");
        Assert.NotEqual(was, await Absence(absence));
        await TakeBack(page, "/staff/absences");

        Assert.Equal(was, await Absence(absence));
    }

    [Fact]
    public async Task An_end_is_not_taken_back_once_somebody_counts_on_it()
    {
        var absence = await Away(other, self, 3, 5);
        var page = await Post($"/staff/absences/{absence}/end");
        await Away(self, other, 4, 4);

        using var refused = await Press(page, "/staff/absences");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True((await Absence(absence)).IsCancelled);
    }

    [Fact]
    public async Task Somebody_taken_out_of_a_team_belongs_to_it_again()
    {
        var (_, team, member) = await Shift();

        var page = await Post($"/staff/teams/{team}/members/{member}/leave");
        Assert.Equal(Monday, await LastDay(member));
        await TakeBack(page, $"/staff/teams/{team}");

        Assert.Null(await LastDay(member));
    }

    [Fact]
    public async Task A_shift_that_was_ended_runs_again()
    {
        var (shift, _, _) = await Shift();

        var page = await Post($"/staff/roster/shifts/{shift}/close");
        Assert.DoesNotContain((await Sent(new ListShifts())), s => s.Id == shift);
        await TakeBack(page, "/staff/roster/shifts");

        Assert.Contains(await Sent(new ListShifts()), s => s.Id == shift);
    }

    [Fact]
    public async Task A_team_that_was_closed_works_again_with_those_who_belonged_to_it_that_day()
    {
        var (_, team, member) = await Shift();
        await Sent(new JoinTeam(team, self, Monday));
        var head = (await Look(db => db.TeamMembers.SingleAsync(m => m.PersonId == self, Token))).Id;
        await Post($"/staff/teams/{team}/members/{head}/leave");

        var page = await Post($"/staff/teams/{team}/close");
        Assert.Equal([Monday, Monday, Monday], [await Closed(team), await LastDay(member), await LastDay(head)]);
        await TakeBack(page, $"/staff/teams/{team}");

        Assert.Equal([null, null, Monday], [await Closed(team), await LastDay(member), await LastDay(head)]);
    }

    [Fact]
    public async Task A_branch_that_was_closed_exists_again_and_only_then_its_last_team()
    {
        var (_, team, _) = await Shift();
        var branch = (await Look(db => db.Branches.SingleAsync(Token))).Id;
        var teamClosed = await Post($"/staff/teams/{team}/close");
        var branchClosed = await Post($"/staff/branches/{branch}/close");

        using (var refused = await Press(teamClosed, $"/staff/teams/{team}")) Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await TakeBack(branchClosed, "/staff/branches");
        await TakeBack(teamClosed, $"/staff/teams/{team}");

        Assert.Equal((null, null), (await Look(db => db.Branches.Select(b => b.ClosedOn).SingleAsync(Token)), await Closed(team)));
        using var twice = await Press(branchClosed, "/staff/branches");
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [Fact]
    public async Task A_utilitys_own_words_that_were_put_back_stand_there_again()
    {
        var term = (await Sent(new FindTerms("Sign out", false, 0))).Rows[0].Id;
        Assert.Null((await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ChangeTerm(term, "vi", ["Ra về & nghỉ"])))).Error);

        var page = await Post($"/staff/admin/words/{term}", ("Culture", "vi"), ("Back", "true"), ("Was", "Ra về & nghỉ"));
        Assert.Null(await Words(term));
        await TakeBack(page, $"/staff/admin/words/{term}");

        Assert.Equal("Ra về & nghỉ", await Words(term));
    }

    private async Task<Guid> Away(Guid person, Guid substitute, int from, int until)
    {
        string Day(int days) => Monday.AddDays(days).ToString("O", CultureInfo.InvariantCulture);
        _ = await Post("/staff/absences", ("PersonId", person.ToString()), ("SubstituteId", substitute.ToString()), ("From", Day(from)), ("Until", Day(until)), ("Note", "at the sea"));
        return await Look(db => db.Absences.Where(a => a.PersonId == person).Select(a => a.Id).SingleAsync(Token));
    }

    private async Task<(Guid Shift, Guid Team, Guid Member)> Shift()
    {
        var branch = await Sent(new RecordBranch { Name = "Old town", OpenedOn = Monday });
        var team = await Sent(new RecordTeam { Code = "old-town", Name = "Old town", BranchId = branch, OpenedOn = Monday });
        await Sent(new JoinTeam(team, other, Monday));
        var shift = await Sent(new RecordShift { Name = "Early", TeamId = team, From = new TimeOnly(6, 0), Until = new TimeOnly(14, 0), Days = Enum.GetValues<DayOfWeek>(), Needs = 1, HasOnCall = true });
        return (shift, team, (await Look(db => db.TeamMembers.SingleAsync(m => m.TeamId == team, Token))).Id);
    }

    /// <summary>Sends a form of the page on which it stands and shows the page one is led to.</summary>
    private async Task<IDocument> Post(string to, params (string, string)[] fields)
    {
        using var done = await head.PostForm("/staff/roster", to, fields);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var html = await head.GetStringAsync(done.Headers.Location, Token);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
    }

    private async Task<HttpResponseMessage> Press(IDocument page, string on) => await head.PostForm(on, page.QuerySelector(".flash form")!.GetAttribute("action")!);

    private async Task TakeBack(IDocument page, string on)
    {
        using var done = await Press(page, on);
        Assert.Equal((HttpStatusCode.Redirect, on), (done.StatusCode, done.Headers.Location!.OriginalString.Split('?')[0]));
    }

    private Task<T> Look<T>(Func<KernelDbContext, Task<T>> look) => host.InScope(services => look(services.GetRequiredService<KernelDbContext>()));

    private async Task<List<(Guid, DateOnly, Guid, RosterDuty)>> Roster() => [.. (await Look(db => db.Roster.ToListAsync(Token))).Select(p => (p.ShiftId, p.Day, p.PersonId, p.Duty))];

    private async Task<(DateOnly From, DateOnly Until, bool IsCancelled, string? Note)> Absence(Guid id) =>
        await Look(db => db.Absences.Where(a => a.Id == id).Select(a => new ValueTuple<DateOnly, DateOnly, bool, string?>(a.From, a.Until, a.IsCancelled, a.Note)).SingleAsync(Token));

    private Task<DateOnly?> LastDay(Guid member) => Look(db => db.TeamMembers.Where(m => m.Id == member).Select(m => m.Until).SingleAsync(Token));

    private Task<DateOnly?> Closed(Guid team) => Look(db => db.Teams.Where(t => t.Id == team).Select(t => t.ClosedOn).SingleAsync(Token));

    private async Task<string?> Words(Guid term) => (await Sent(new ShowTerm(term)))!.Words.Single(w => w.Culture == "vi").Corrected?[0];

    private Task<T> Sent<T>(IQuery<T> query) => host.InScope(services => services.GetRequiredService<IMediator>().Send(query, Token));

    private async Task<T> Sent<T>(ICommand<T> command)
    {
        using var actor = ActingAs.System("test");
        var sent = await host.InScope(services => services.GetRequiredService<IMediator>().Send(command, Token));
        Assert.True(sent.Error is null, sent.Error?.Code.ToString(CultureInfo.InvariantCulture));
        return sent.Value;
    }
}
