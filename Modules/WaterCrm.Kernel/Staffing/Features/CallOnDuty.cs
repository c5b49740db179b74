using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>
/// Calls whoever is on call now: the first, after the time to acknowledge the second, then the head of the team and of its branch. Where nobody is in
/// the roster the heads of customer care are called one after the other. Modules may send it inside their own commands.
/// </summary>
/// <param name="Reason">What has happened, in a sentence.</param>
/// <param name="Link">Where it is dealt with, as a local path.</param>
/// <param name="Team">The code of the team whose people are meant; null takes any that is on call.</param>
[Audited("staffing.duty-called", "Called whoever is on call")]
public sealed record CallOnDuty(string? Reason, string? Link = null, string? Team = null) : ICommand<Guid>;

/// <summary>The acting person takes the call.</summary>
[Audited("staffing.duty-call-acknowledged", "Acknowledged a call")]
public sealed record AcknowledgeCall(Guid Id) : ICommand<Guid>;

/// <summary>Calls the next where the time of the last is up. Says how many calls it looked at.</summary>
[Audited("staffing.duty-calls-watched", "Looked for calls that nobody acknowledged")]
internal sealed record WatchCalls : ICommand<int>;

internal sealed class CallOnDutyRules : AbstractValidator<CallOnDuty>
{
    public CallOnDutyRules() => RuleFor(c => c.Reason).Must(r => Typed.Line(r) is not null).WithMessage("Say in a few words what has happened.").MaximumLength(500).WithMessage("Keep it below 500 characters.");
}

internal sealed class CallOnDutyHandler(KernelDbContext db, OnCallNow onCall, OnCallSettings settings, IActor actor, TimeProvider clock)
    : IRequestHandler<CallOnDuty, Result<Guid>>, IRequestHandler<AcknowledgeCall, Result<Guid>>, IRequestHandler<WatchCalls, Result<int>>
{
    private const int Batch = 20;

    public async Task<Result<Guid>> Handle(CallOnDuty request, CancellationToken token)
    {
        var people = await onCall.Ladder(request.Team, token);
        if (people.Count == 0) return StaffingErrors.NobodyToCall;

        var call = DutyCall.Raise(Ids.New(clock), Typed.Line(request.Reason)!, request.Link, actor.Name, people, settings.Patience, clock.Utc());
        db.Add(call);
        await db.SaveChangesAsync(token);
        return call.Id;
    }

    public async Task<Result<Guid>> Handle(AcknowledgeCall request, CancellationToken token)
    {
        if (actor.Id is not { } me || await Lock(request.Id, token) is not { } call) return KernelErrors.NotFound;
        if (call.Acknowledge(me, actor.Name, clock.Utc()).Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return call.Id;
    }

    public async Task<Result<int>> Handle(WatchCalls request, CancellationToken token)
    {
        var now = clock.Utc();
        var due = await db.DutyCalls.Where(c => c.NextAt <= now).OrderBy(c => c.NextAt).Select(c => c.Id).Take(Batch).ToListAsync(token);
        foreach (var id in due)
            if (await Lock(id, token) is { } call) call.Watch(settings.Patience, now);
        await db.SaveChangesAsync(token);
        return due.Count;
    }

    /// <summary>On PostgreSQL an answer and the watch wait here for one another; the second reads what the first wrote.</summary>
    private async Task<DutyCall?> Lock(Guid id, CancellationToken token)
    {
        var calls = db.Database.IsNpgsql() ? db.DutyCalls.FromSql($"SELECT * FROM kernel_duty_call WHERE \"Id\" = {id} FOR UPDATE") : db.DutyCalls.Where(c => c.Id == id);
        if (await calls.AsTracking().FirstOrDefaultAsync(token) is not { } call) return null;
        await db.Entry(call).Collection(c => c.Ladder).LoadAsync(token);
        return call;
    }
}

/// <summary>Who can be called at this moment, in the order in which they are called.</summary>
internal sealed class OnCallNow(KernelDbContext db, IPeople people, LocalFormat format, TimeProvider clock)
{
    public async Task<IReadOnlyList<Guid>> Ladder(string? team, CancellationToken token)
    {
        List<Guid> ladder = [];
        foreach (var shift in (await Running(token)).Where(s => team is null || s.Team == team))
        {
            ladder.AddRange(new[] { shift.First, shift.Second, shift.Head, shift.BranchHead }.OfType<Guid>());
            if (team is null && shift.First is not null) break;   // one team is enough
        }
        if (ladder.Count == 0)
        {
            var (heads, here) = ((await people.Active(StandardRoles.HeadOfCustomerCare, token)).Select(p => p.Id).ToList(), await Presence(format.Today, format.Today, token));
            ladder.AddRange(heads.Select(head => here(head, format.Today)).OfType<Guid>().Concat(heads));   // those who are away last: better one of them than nobody
        }

        var able = (await people.AbleTo(null, token)).Select(p => p.Id).ToHashSet();
        return [.. ladder.Distinct().Where(able.Contains)];
    }

    /// <summary>Tells who is there for somebody on a day: they themselves, or while they are away whoever stands in. Nobody waits for somebody who is not there.</summary>
    private async Task<Func<Guid?, DateOnly, Guid?>> Presence(DateOnly from, DateOnly until, CancellationToken token)
    {
        var absences = await db.Absences.Where(a => !a.IsCancelled && a.From <= until && a.Until >= from).ToListAsync(token);
        return (person, day) =>
        {
            for (var follow = absences.Count; follow >= 0 && absences.Find(a => a.PersonId == person && a.From <= day && a.Until >= day) is { } away; follow--) person = away.SubstituteId;
            return person;
        };
    }

    /// <summary>The shifts with people on call that run now, or those who stand in for them; those with a first person stand first.</summary>
    public async Task<IReadOnlyList<RunningShift>> Running(CancellationToken token)
    {
        var local = format.Local(clock.Utc());
        var running = (await db.Shifts.Where(s => !s.IsClosed && s.HasOnCall).OrderBy(s => s.Name).ToListAsync(token)).Select(s => (Shift: s, Day: s.RunningAt(local))).Where(s => s.Day is not null).ToList();
        if (running.Count == 0) return [];

        var (shifts, teams, days) = (running.Select(s => s.Shift.Id).ToList(), running.Select(s => s.Shift.TeamId).Distinct().ToList(), running.Select(s => s.Day!.Value).Distinct().ToList());
        var places = await db.Roster.Where(p => days.Contains(p.Day) && shifts.Contains(p.ShiftId) && p.Duty != RosterDuty.Works).ToListAsync(token);
        var heads = await db.Teams.Where(t => teams.Contains(t.Id)).Select(t => new { t.Id, t.Code, t.Name, t.HeadId, BranchHead = db.Branches.Where(b => b.Id == t.BranchId).Select(b => b.HeadId).FirstOrDefault() }).ToDictionaryAsync(t => t.Id, token);
        var today = format.Today;
        var here = await Presence(days.Append(today).Min(), days.Append(today).Max(), token);
        return [.. running.Select(s =>
        {
            var team = heads[s.Shift.TeamId];
            Guid? On(RosterDuty duty) => here(places.Find(p => p.ShiftId == s.Shift.Id && p.Day == s.Day && p.Duty == duty)?.PersonId, s.Day!.Value);
            return new RunningShift(s.Shift.Name, team.Code, team.Name, On(RosterDuty.First), On(RosterDuty.Second), here(team.HeadId, today), here(team.BranchHead, today));
        }).OrderBy(s => s.First is null)];
    }
}

internal sealed record RunningShift(string Name, string Team, string TeamName, Guid? First, Guid? Second, Guid? Head, Guid? BranchHead);
