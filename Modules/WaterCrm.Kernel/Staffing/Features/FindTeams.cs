using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Teams by name, the open or the closed ones.</summary>
/// <param name="After">The <see cref="TeamsFound.Next"/> of the page before.</param>
public sealed record FindTeams(bool Closed = false, Guid? Branch = null, string? After = null) : IQuery<TeamsFound>
{
    public const int PageSize = 50;
}

public sealed record TeamsFound(IReadOnlyList<TeamRow> Teams, string? Next);

public sealed record TeamRow(Guid Id, string Code, string Name, Guid BranchId, string Branch, string? Head, int Members, DateOnly OpenedOn, DateOnly? ClosedOn);

/// <summary>One team with those who belong to it now or later; null where there is none.</summary>
public sealed record ShowTeam(Guid Id) : IQuery<TeamShown?>;

public sealed record TeamShown(Guid Id, string Code, string Name, Guid BranchId, string Branch, Guid? HeadId, string? Head, DateOnly OpenedOn, DateOnly? ClosedOn)
{
    public IReadOnlyList<MemberRow> Members { get; init; } = [];
}

public sealed record MemberRow(Guid Id, Guid PersonId, string Name, DateOnly From, DateOnly? Until);

/// <summary>The teams to which a person belongs or which they head, today or later.</summary>
public sealed record TeamsOfPerson(Guid PersonId) : IQuery<IReadOnlyList<TeamOfPerson>>;

public sealed record TeamOfPerson(Guid Id, string Name, string Branch, bool IsHead, DateOnly? From, DateOnly? Until);

internal sealed class FindTeamsHandler(KernelDbContext db, LocalFormat format)
    : IRequestHandler<FindTeams, TeamsFound>, IRequestHandler<ShowTeam, TeamShown?>, IRequestHandler<TeamsOfPerson, IReadOnlyList<TeamOfPerson>>
{
    public async Task<TeamsFound> Handle(FindTeams request, CancellationToken token)
    {
        var today = format.Today;
        var teams = db.Teams.Where(t => request.Closed == (t.ClosedOn != null));
        if (request.Branch is { } branch) teams = teams.Where(t => t.BranchId == branch);
        if (Cursor.Read(request.After, 2) is [var key, var last] && Guid.TryParse(last, out var id))
            teams = teams.Where(t => string.Compare(t.SortKey, key) > 0 || (t.SortKey == key && t.Id.CompareTo(id) > 0));

        var rows = await teams.OrderBy(t => t.SortKey).ThenBy(t => t.Id).Take(FindTeams.PageSize + 1).Select(t => new
        {
            t.SortKey,
            Row = new TeamRow(t.Id, t.Code, t.Name, t.BranchId, db.Branches.Where(b => b.Id == t.BranchId).Select(b => b.Name).First(), db.People.Where(p => p.Id == t.HeadId).Select(p => p.Name).FirstOrDefault(),
                t.Members.Count(m => m.From <= today && (m.Until == null || m.Until >= today)), t.OpenedOn, t.ClosedOn),
        }).ToListAsync(token);
        var next = rows.Count > FindTeams.PageSize ? rows[FindTeams.PageSize - 1] : null;
        return new TeamsFound([.. rows.Take(FindTeams.PageSize).Select(r => r.Row)], next is null ? null : Cursor.Write(next.SortKey, next.Row.Id.ToString()));
    }

    public async Task<TeamShown?> Handle(ShowTeam request, CancellationToken token)
    {
        var today = format.Today;
        var team = await db.Teams.Where(t => t.Id == request.Id).Select(t => new TeamShown(t.Id, t.Code, t.Name, t.BranchId, db.Branches.Where(b => b.Id == t.BranchId).Select(b => b.Name).First(),
            t.HeadId, db.People.Where(p => p.Id == t.HeadId).Select(p => p.Name).FirstOrDefault(), t.OpenedOn, t.ClosedOn)).FirstOrDefaultAsync(token);
        if (team is null) return null;

        var members = await db.TeamMembers.Where(m => m.TeamId == team.Id && (m.Until == null || m.Until >= today))
            .Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { m.Id, m.PersonId, p.Name, p.NameKey, m.From, m.Until })
            .OrderBy(m => m.NameKey).ThenBy(m => m.PersonId).ToListAsync(token);
        return team with { Members = [.. members.Select(m => new MemberRow(m.Id, m.PersonId, m.Name, m.From, m.Until))] };
    }

    public async Task<IReadOnlyList<TeamOfPerson>> Handle(TeamsOfPerson request, CancellationToken token)
    {
        var (today, person) = (format.Today, request.PersonId);
        var teams = await db.Teams.Where(t => t.ClosedOn == null && (t.HeadId == person || t.Members.Any(m => m.PersonId == person && (m.Until == null || m.Until >= today)))).OrderBy(t => t.SortKey)
            .Select(t => new
            {
                t.Id, t.Name, Branch = db.Branches.Where(b => b.Id == t.BranchId).Select(b => b.Name).First(), IsHead = t.HeadId == person,
                Seat = t.Members.Where(m => m.PersonId == person && (m.Until == null || m.Until >= today)).OrderBy(m => m.From).Select(m => new { m.From, m.Until }).FirstOrDefault(),
            }).ToListAsync(token);
        return [.. teams.Select(t => new TeamOfPerson(t.Id, t.Name, t.Branch, t.IsHead, t.Seat?.From, t.Seat?.Until))];
    }
}
