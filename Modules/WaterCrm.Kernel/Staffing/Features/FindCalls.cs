using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Staffing.Domain;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Who is on call at this moment, team by team, and the last calls.</summary>
public sealed record ShowOnCall : IQuery<OnCallShown>;

public sealed record OnCallShown(IReadOnlyList<OnCallRow> Now, IReadOnlyList<CallRow> Calls);

public sealed record OnCallRow(string Shift, string Team, string? First, string? Second, string? Head);

/// <param name="Answer">Who acknowledged; null while nobody has.</param>
/// <param name="MayAnswer">The reader was called and nobody has acknowledged yet.</param>
public sealed record CallRow(Guid Id, string Reason, string? Link, DateTime RaisedAt, string RaisedBy, string? Answer, DateTime? AnsweredAt, DateTime? NextAt, IReadOnlyList<CalledPerson> Called, bool MayAnswer);

public sealed record CalledPerson(string Name, DateTime At);

/// <summary>Calls that wait for the acting person, for the banner on every page of theirs.</summary>
public sealed record CallsForMe : IQuery<IReadOnlyList<WaitingCall>>;

public sealed record WaitingCall(Guid Id, string Reason, string? Link, DateTime? NextAt);

internal sealed class FindCallsHandler(KernelDbContext db, OnCallNow onCall, IActor actor) : IRequestHandler<ShowOnCall, OnCallShown>, IRequestHandler<CallsForMe, IReadOnlyList<WaitingCall>>
{
    private const int Most = 50;

    public async Task<OnCallShown> Handle(ShowOnCall request, CancellationToken token)
    {
        var running = await onCall.Running(token);
        var calls = await db.DutyCalls.Include(c => c.Ladder).OrderByDescending(c => c.RaisedAt).Take(Most).ToListAsync(token);
        var people = running.SelectMany(s => new[] { s.First, s.Second, s.Head ?? s.BranchHead }).OfType<Guid>().Concat(calls.SelectMany(c => c.Ladder).Select(r => r.PersonId)).Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, token);
        string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
        return new OnCallShown(
            [.. running.Select(s => new OnCallRow(s.Name, s.TeamName, Name(s.First), Name(s.Second), Name(s.Head ?? s.BranchHead)))],
            [.. calls.Select(c => new CallRow(c.Id, c.Reason, c.Link, c.RaisedAt, c.RaisedBy, c.AcknowledgedBy, c.AcknowledgedAt, c.NextAt,
                [.. c.Ladder.Where(r => r.CalledAt is not null).OrderBy(r => r.Place).Select(r => new CalledPerson(Name(r.PersonId) ?? "", r.CalledAt!.Value))],
                c.State is not CallState.Acknowledged && c.Ladder.Any(r => r.PersonId == actor.Id && r.CalledAt is not null)))]);
    }

    public async Task<IReadOnlyList<WaitingCall>> Handle(CallsForMe request, CancellationToken token) => actor.Id is not { } me ? [] :
        await db.DutyCalls.Where(c => c.State != CallState.Acknowledged && c.Ladder.Any(r => r.PersonId == me && r.CalledAt != null)).OrderBy(c => c.RaisedAt)
            .Select(c => new WaitingCall(c.Id, c.Reason, c.Link, c.NextAt)).Take(3).ToListAsync(token);
}
