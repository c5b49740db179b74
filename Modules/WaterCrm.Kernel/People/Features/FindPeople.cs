using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>The people by name. <paramref name="After"/> is the id of the last one on the page before.</summary>
public sealed record FindPeople(string? Text, bool Deactivated, Guid? After) : IQuery<PeopleFound>;

public sealed record PeopleFound(IReadOnlyList<PersonRow> People, Guid? Next);

public sealed record PersonRow(Guid Id, string Name, string SignInName, string? Email, bool IsActive, bool HasPassword, DateTime? LastSignedInAt, IReadOnlyList<string> Roles);

internal sealed class FindPeopleHandler(KernelDbContext db) : IRequestHandler<FindPeople, PeopleFound>
{
    internal const int PageSize = 50;

    public async Task<PeopleFound> Handle(FindPeople request, CancellationToken token)
    {
        var people = db.People.Where(p => p.IsActive != request.Deactivated);
        if (!string.IsNullOrWhiteSpace(request.Text))
        {
            var (name, key) = (NameKeys.Of(request.Text), Person.KeyOf(request.Text));
            people = people.Where(p => p.NameKey.Contains(name) || p.SignInKey.Contains(key));
        }

        if (request.After is { } after && await db.People.Where(p => p.Id == after).Select(p => new { p.NameKey, p.SignInKey }).FirstOrDefaultAsync(token) is { } last)
            people = people.Where(p => string.Compare(p.NameKey, last.NameKey) > 0 || (p.NameKey == last.NameKey && string.Compare(p.SignInKey, last.SignInKey) > 0));

        var roles = await db.Roles.ToDictionaryAsync(r => r.Id, r => r.Name, token);
        var rows = await people.OrderBy(p => p.NameKey).ThenBy(p => p.SignInKey).Take(PageSize + 1)
            .Select(p => new { p.Id, p.Name, p.SignInName, p.Email, p.IsActive, HasPassword = p.PasswordHash != null, p.LastSignedInAt, Roles = p.Roles.Select(r => r.RoleId).ToList() })
            .ToListAsync(token);
        var shown = rows.Take(PageSize).Select(p => new PersonRow(p.Id, p.Name, p.SignInName, p.Email, p.IsActive, p.HasPassword, p.LastSignedInAt,
            [.. p.Roles.Select(id => roles[id]).Order(StringComparer.Ordinal)]));
        return new PeopleFound([.. shown], rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }
}
