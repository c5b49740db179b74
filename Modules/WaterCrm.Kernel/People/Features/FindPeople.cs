using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>The tabs of the list of people.</summary>
public enum PeopleTab
{
    Active,

    /// <summary>Has a link and no password yet.</summary>
    Invited,

    /// <summary>Closed for a while after wrong passwords or codes.</summary>
    Locked,

    Deactivated,
}

/// <summary>What the list of people is narrowed to; all of it stands in the page's address.</summary>
public sealed record PeopleFilter
{
    public PeopleTab Tab { get; init; }

    /// <summary>A part of the name or the sign-in name.</summary>
    public string? Text { get; init; }

    public Guid? Role { get; init; }

    /// <summary>Only those with a second factor, or only those without.</summary>
    public bool? SecondFactor { get; init; }
}

/// <summary>The people by name, page by page.</summary>
/// <param name="Filter">What the list is narrowed to.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Size">Rows of a page.</param>
public sealed record FindPeople(PeopleFilter Filter, string? After = null, int Size = FindPeople.PageSize) : IQuery<PeopleFound>
{
    public const int PageSize = 50;
}

public sealed record PeopleFound(IReadOnlyList<PersonRow> People, string? Next);

public sealed record PersonRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string SignInName { get; init; }
    public string? Email { get; init; }
    public required bool HasPassword { get; init; }
    public required bool HasSecondFactor { get; init; }
    public DateTime? ReadOnlyUntil { get; init; }
    public DateTime? LockedUntil { get; init; }
    public DateTime? LastSignedInAt { get; init; }

    /// <summary>Until when the link works with which this person chooses a first password; null where there is no such link.</summary>
    public DateTime? InvitedUntil { get; init; }
    public IReadOnlyList<string> Roles { get; init; } = [];
}

internal sealed class FindPeopleHandler(KernelDbContext db, TimeProvider clock) : IRequestHandler<FindPeople, PeopleFound>
{
    public async Task<PeopleFound> Handle(FindPeople request, CancellationToken token)
    {
        var roles = await db.Roles.ToDictionaryAsync(r => r.Id, r => r.Name, token);
        var now = clock.Utc();
        var rows = await Page(db, request, now).Select(p => new
        {
            p.Id, p.Name, p.SignInName, p.Email, p.NameKey, p.SignInKey, HasPassword = p.PasswordHash != null, HasSecondFactor = p.SecondFactor != null,
            p.ReadOnlyUntil, LockedUntil = db.SignInTries.Where(t => t.PersonId == p.Id).Max(t => t.LockedUntil), p.CodesLockedUntil, p.LastSignedInAt, Roles = p.Roles.Select(r => r.RoleId).ToList(),
            LinkUntil = db.OneTimeLinks.Where(l => l.Purpose == LinkPurpose.Password && l.PersonId == p.Id && l.ExpiresAt > now).Max(l => (DateTime?)l.ExpiresAt),
        }).ToListAsync(token);

        var shown = rows.Take(request.Size).Select(p => new PersonRow
        {
            Id = p.Id, Name = p.Name, SignInName = p.SignInName, Email = p.Email, HasPassword = p.HasPassword, HasSecondFactor = p.HasSecondFactor,
            ReadOnlyUntil = p.ReadOnlyUntil, LockedUntil = Later(p.LockedUntil, p.CodesLockedUntil), LastSignedInAt = p.LastSignedInAt, InvitedUntil = p.HasPassword ? null : p.LinkUntil,
            Roles = [.. p.Roles.Select(id => roles[id]).Order(StringComparer.Ordinal)],
        });
        return new PeopleFound([.. shown], rows.Count > request.Size ? Cursor.Write(rows[request.Size - 1].NameKey, rows[request.Size - 1].SignInKey) : null);
    }

    /// <summary>A page and one row more, in the order of the index.</summary>
    internal static IQueryable<Person> Page(KernelDbContext db, FindPeople request, DateTime now)
    {
        var people = Narrow(db, request.Filter, now);
        if (Cursor.Read(request.After, 2) is [var name, var signIn])
            people = people.Where(p => string.Compare(p.NameKey, name) >= 0 && (string.Compare(p.NameKey, name) > 0 || string.Compare(p.SignInKey, signIn) > 0));
        return people.OrderBy(p => p.NameKey).ThenBy(p => p.SignInKey).Take(request.Size + 1);
    }

    private static IQueryable<Person> Narrow(KernelDbContext db, PeopleFilter filter, DateTime now)
    {
        var active = filter.Tab is not PeopleTab.Deactivated;
        var people = db.People.Where(p => p.IsActive == active);
        if (filter.Tab is PeopleTab.Invited) people = people.Where(p => p.PasswordHash == null);
        if (filter.Tab is PeopleTab.Locked) people = people.Where(p => p.CodesLockedUntil > now || db.SignInTries.Any(t => t.PersonId == p.Id && t.LockedUntil > now));
        if (filter.Role is { } role) people = people.Where(p => p.Roles.Any(r => r.RoleId == role));
        if (filter.SecondFactor is { } has) people = people.Where(p => p.SecondFactor != null == has);
        if (string.IsNullOrWhiteSpace(filter.Text)) return people;

        var (name, key) = (NameKeys.Of(filter.Text), Person.KeyOf(filter.Text));
        return people.Where(p => p.NameKey.Contains(name) || p.SignInKey.Contains(key));
    }

    private DateTime? Later(DateTime? one, DateTime? other) => new[] { one, other }.Max() is { } until && until > clock.Utc() ? until : null;
}
