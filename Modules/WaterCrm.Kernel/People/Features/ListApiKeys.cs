using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>All keys, the newest first.</summary>
/// <param name="Owner">Only those for which this person answers.</param>
public sealed record ListApiKeys(Guid? Owner = null) : IQuery<IReadOnlyList<ApiKeyRow>>;

public sealed record ApiKeyRow(Guid Id, string Name, string Beginning, string Scopes, string MadeBy, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt)
{
    public Guid? OwnerId { get; init; }

    /// <summary>Who answers for it, by the name of today; null where the system made it.</summary>
    public string? Owner { get; init; }

    /// <summary>The account of whoever answers for it is closed, so the key opens nothing.</summary>
    public bool IsOrphan { get; init; }

    public bool IsOver(DateTime now) => RevokedAt is not null || ExpiresAt <= now;
}

internal sealed class ListApiKeysHandler(KernelDbContext db, TimeProvider clock) : IRequestHandler<ListApiKeys, IReadOnlyList<ApiKeyRow>>
{
    private const int MostShown = 500;

    public async Task<IReadOnlyList<ApiKeyRow>> Handle(ListApiKeys request, CancellationToken token)
    {
        var open = db.People.WithOpenAccounts(clock.Utc());
        var keys = request.Owner is { } owner ? db.ApiKeys.Where(k => k.OwnerId == owner) : db.ApiKeys;
        return await keys.OrderByDescending(k => k.CreatedAt).Take(MostShown)
            .Select(k => new ApiKeyRow(k.Id, k.Name, k.Beginning, k.Scopes, k.MadeBy, k.CreatedAt, k.ExpiresAt, k.RevokedAt, k.LastUsedAt)
            {
                OwnerId = k.OwnerId, Owner = db.People.Where(p => p.Id == k.OwnerId).Select(p => p.Name).FirstOrDefault(), IsOrphan = k.OwnerId != null && !open.Any(p => p.Id == k.OwnerId),
            }).ToListAsync(token);
    }
}

internal static class OpenAccounts
{
    /// <summary>People who may come in: not deactivated, and not an account that only looks and has ended.</summary>
    public static IQueryable<Person> WithOpenAccounts(this IQueryable<Person> people, DateTime now) => people.Where(p => p.IsActive && (p.ReadOnlyUntil == null || p.ReadOnlyUntil > now));
}
