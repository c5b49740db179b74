using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>One person with the roles there are, those held marked. Null where there is no such person.</summary>
public sealed record ShowPerson(Guid Id) : IQuery<PersonShown?>;

public sealed record PersonShown(Guid Id, string Name, string SignInName, string? Email, bool IsActive, bool HasPassword, DateTime? LockedUntil, DateTime? LastSignedInAt, IReadOnlyList<Guid> Roles)
{
    public DateTime? SecondFactorSince { get; init; }

    /// <summary>Closed after wrong codes until then.</summary>
    public DateTime? CodesLockedUntil { get; init; }

    /// <summary>Until when the link works with which this person chooses a first password; null where there is no such link.</summary>
    public DateTime? InvitedUntil { get; init; }

    /// <summary>End of an account that may only look; null for one that works.</summary>
    public DateTime? ReadOnlyUntil { get; init; }
}

/// <summary>All roles, the most powerful first.</summary>
public sealed record ListRoles : IQuery<IReadOnlyList<RoleRow>>;

public sealed record RoleRow(Guid Id, string Name);

internal sealed class ShowPersonHandler(KernelDbContext db, TimeProvider clock) : IRequestHandler<ShowPerson, PersonShown?>, IRequestHandler<ListRoles, IReadOnlyList<RoleRow>>
{
    public Task<PersonShown?> Handle(ShowPerson request, CancellationToken token)
    {
        var now = clock.Utc();
        return db.People.Where(p => p.Id == request.Id)
            .Select(p => new PersonShown(p.Id, p.Name, p.SignInName, p.Email, p.IsActive, p.PasswordHash != null, db.SignInTries.Where(t => t.PersonId == p.Id && t.LockedUntil > now).Max(t => t.LockedUntil), p.LastSignedInAt,
                p.Roles.Select(r => r.RoleId).ToList()) { SecondFactorSince = p.SecondFactorSince, ReadOnlyUntil = p.ReadOnlyUntil, CodesLockedUntil = p.CodesLockedUntil > now ? p.CodesLockedUntil : null,
                    InvitedUntil = p.PasswordHash != null ? null : db.OneTimeLinks.Where(l => l.Purpose == LinkPurpose.Password && l.PersonId == p.Id && l.ExpiresAt > now).Max(l => (DateTime?)l.ExpiresAt) })
            .FirstOrDefaultAsync(token);
    }

    public async Task<IReadOnlyList<RoleRow>> Handle(ListRoles request, CancellationToken token) =>
        await db.Roles.OrderByDescending(r => r.HoldsEverything).ThenBy(r => r.Name).Select(r => new RoleRow(r.Id, r.Name)).ToListAsync(token);
}
