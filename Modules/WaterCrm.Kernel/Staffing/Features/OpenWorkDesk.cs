using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>What somebody or a team holds, kind by kind; kinds without any are left out.</summary>
public sealed record ShowOpenWork(WorkHolder Holder) : IQuery<IReadOnlyList<WorkHeld>>;

public sealed record WorkHeld(string Title, int Count);

/// <summary>Who can take over everything that somebody or a team holds, by name. The holder is not among them.</summary>
public sealed record FindTakers(WorkHolder Holder) : IQuery<IReadOnlyList<Colleague>>;

/// <summary>Gives everything open that a person holds to somebody else, all or nothing. The person need not be active any more.</summary>
/// <param name="ToPerson">Whoever takes it over.</param>
/// <param name="ToTeam">The code of the team that takes it over; with neither it goes back to the roles it is for.</param>
[Audited("staffing.work-reassigned", "Handed somebody's open work to others")]
public sealed record ReassignWork(Guid PersonId, Guid? ToPerson, string? ToTeam) : ICommand<Guid>;

/// <summary>Closes a team. Its open work goes where is said, and there must be said something when there is any.</summary>
[Audited("staffing.team-closed", "Closed a team")]
public sealed record CloseTeam(Guid Id, bool Told, Guid? ToPerson, string? ToTeam) : ICommand<TeamClosed>;

/// <param name="About">The team.</param>
/// <param name="LeftBefore">Members whose last day was the same anyway: they do not come back when the closing is taken back.</param>
/// <param name="GaveWork">Open work went elsewhere, and stays there.</param>
public sealed record TeamClosed(Guid About, IReadOnlyList<Guid> LeftBefore, bool GaveWork) : IAbout;

internal sealed class OpenWorkHandler(KernelDbContext db, IEnumerable<IOpenWork> kinds, IPeople directory, StaffingRules rules, CommandScope command, LocalFormat format)
    : IRequestHandler<ShowOpenWork, IReadOnlyList<WorkHeld>>, IRequestHandler<FindTakers, IReadOnlyList<Colleague>>, IRequestHandler<ReassignWork, Result<Guid>>, IRequestHandler<CloseTeam, Result<TeamClosed>>
{
    public async Task<IReadOnlyList<WorkHeld>> Handle(ShowOpenWork request, CancellationToken token)
    {
        List<WorkHeld> held = [];
        foreach (var kind in kinds.OrderBy(k => k.Order))
            if (await kind.Count(request.Holder, token) is > 0 and var count) held.Add(new WorkHeld(kind.Title, count));
        return held;
    }

    public async Task<IReadOnlyList<Colleague>> Handle(FindTakers request, CancellationToken token)
    {
        List<Colleague> takers = [.. (await directory.AbleTo(null, token)).Where(p => p.Id != request.Holder.Person)];
        foreach (var kind in kinds)
            if (kind.Needs is { } needed && await kind.Count(request.Holder, token) > 0) takers = [.. takers.Intersect(await directory.AbleTo(needed, token))];
        return takers;
    }

    public async Task<Result<Guid>> Handle(ReassignWork request, CancellationToken token)
    {
        if (!await db.People.AnyAsync(p => p.Id == request.PersonId, token)) return KernelErrors.NotFound;
        if (request.ToPerson == request.PersonId) return StaffingErrors.SameHolder;
        return await Move(WorkHolder.Of(request.PersonId), request.ToPerson, request.ToTeam, request.PersonId, token);
    }

    public async Task<Result<TeamClosed>> Handle(CloseTeam request, CancellationToken token)
    {
        if (await db.Teams.Include(t => t.Members).FirstOrDefaultAsync(t => t.Id == request.Id, token) is not { } team) return KernelErrors.NotFound;
        if (request.ToTeam == team.Code) return StaffingErrors.SameHolder;
        var held = await Handle(new ShowOpenWork(WorkHolder.Of(team.Code)), token);
        if (held.Count > 0 && !request.Told) return StaffingErrors.WorkLeft.With(string.Join(", ", held.Select(h => $"{h.Title} {format.Number(h.Count)}")));
        if (held.Count > 0 && (await Move(WorkHolder.Of(team.Code), request.ToPerson, request.ToTeam, team.Id, token)).Error is { } refused) return refused;
        List<Guid> leftBefore = [.. team.Members.Where(m => m.Until == m.LastDayBy(format.Today)).Select(m => m.Id)];
        if (team.Close(format.Today).Error is { } closed) return closed;
        await db.SaveChangesAsync(token);
        return new TeamClosed(team.Id, leftBefore, held.Count > 0);
    }

    private async Task<Result<Guid>> Move(WorkHolder from, Guid? toPerson, string? toTeam, Guid subject, CancellationToken token)
    {
        var target = await Target(toPerson, toTeam, token);
        if (target.Error is { } unable) return unable;
        var to = target.Value;
        Dictionary<string, string?[]> moved = new() { ["To"] = [null, to.Name] };
        foreach (var kind in kinds.OrderBy(k => k.Order))
        {
            if (await kind.Count(from, token) is not (> 0 and var count)) continue;
            if (await kind.Move(from, to, token) is { } refused) return refused;
            moved[kind.GetType().Name] = [format.Number(count), "0"];
        }

        command.Changed(new EntityChange(from.Team is null ? "Person" : nameof(Team), subject, "Moved", moved));
        return subject;
    }

    private async Task<Result<WorkTarget>> Target(Guid? person, string? team, CancellationToken token)
    {
        if (person is { } id)
            return await rules.CannotTakeWork(id, token) is { } unable ? unable : new WorkTarget(id, null, await db.People.Where(p => p.Id == id).Select(p => p.Name).SingleAsync(token));
        if (team is null) return WorkTarget.BackToTheRole;
        return await db.Teams.Where(t => t.Code == team && t.ClosedOn == null).Select(t => t.Name).FirstOrDefaultAsync(token) is { } name ? new WorkTarget(null, team, name) : StaffingErrors.UnknownTeam;
    }
}
