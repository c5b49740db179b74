using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

public enum AbsenceTab
{
    /// <summary>Away today.</summary>
    Now,
    Coming,
    Past,
}

/// <summary>Who is away, with whom instead. Those who are back the first stand first, in the past the last.</summary>
/// <param name="After">The <see cref="AbsencesFound.Next"/> of the page before.</param>
/// <param name="Person">Absences of one person, or as somebody's substitute.</param>
public sealed record FindAbsences(AbsenceTab Tab = AbsenceTab.Now, string? After = null, Guid? Person = null) : IQuery<AbsencesFound>
{
    public const int PageSize = 50;
}

public sealed record AbsencesFound(IReadOnlyList<AbsenceRow> Rows, int Now, int Coming, string? Next);

public sealed record AbsenceRow(Guid Id, Guid PersonId, string Person, Guid SubstituteId, string Substitute, DateOnly From, DateOnly Until, string? Note);

internal sealed class FindAbsencesHandler(KernelDbContext db, LocalFormat format) : IRequestHandler<FindAbsences, AbsencesFound>
{
    public async Task<AbsencesFound> Handle(FindAbsences request, CancellationToken token)
    {
        var past = request.Tab is AbsenceTab.Past;
        var page = In(request.Tab);
        if (request.Person is { } person) page = page.Where(a => a.PersonId == person || a.SubstituteId == person);
        if (Cursor.Read(request.After, 2) is [var day, var last] && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) && Guid.TryParse(last, out var id))
            page = past ? page.Where(a => a.Until < until || (a.Until == until && a.Id.CompareTo(id) < 0)) : page.Where(a => a.Until > until || (a.Until == until && a.Id.CompareTo(id) > 0));

        page = past ? page.OrderByDescending(a => a.Until).ThenByDescending(a => a.Id) : page.OrderBy(a => a.Until).ThenBy(a => a.Id);
        var rows = await page.Take(FindAbsences.PageSize + 1).Select(a => new AbsenceRow(a.Id, a.PersonId, db.People.Where(p => p.Id == a.PersonId).Select(p => p.Name).First(),
            a.SubstituteId, db.People.Where(p => p.Id == a.SubstituteId).Select(p => p.Name).First(), a.From, a.Until, a.Note)).ToListAsync(token);
        var next = rows.Count > FindAbsences.PageSize ? rows[FindAbsences.PageSize - 1] : null;
        return new AbsencesFound([.. rows.Take(FindAbsences.PageSize)], await In(AbsenceTab.Now).CountAsync(token), await In(AbsenceTab.Coming).CountAsync(token),
            next is null ? null : Cursor.Write(next.Until.ToString("O", CultureInfo.InvariantCulture), next.Id.ToString()));
    }

    private IQueryable<Absence> In(AbsenceTab tab)
    {
        var today = format.Today;
        var entered = db.Absences.Where(a => !a.IsCancelled);
        return tab switch
        {
            AbsenceTab.Now => entered.Where(a => a.Until >= today && a.From <= today),
            AbsenceTab.Coming => entered.Where(a => a.Until >= today && a.From > today),
            _ => entered.Where(a => a.Until < today),
        };
    }
}
