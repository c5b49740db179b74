using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>What accounts that only look have looked at, the last first.</summary>
/// <param name="Person">Only this account.</param>
/// <param name="Subject">Only pages about this record.</param>
/// <param name="Before">Goes on before this row.</param>
public sealed record FindPageViews(Guid? Person, Guid? Subject, long? Before) : IQuery<PageViewsFound>
{
    public const int PageSize = 50;
}

public sealed record PageViewsFound(IReadOnlyList<PageViewRow> Views, long? Older);

public sealed record PageViewRow(long Sequence, DateTime At, Guid PersonId, string PersonName, string Address, Guid? Subject);

internal sealed class FindPageViewsHandler(KernelDbContext db) : IRequestHandler<FindPageViews, PageViewsFound>
{
    public async Task<PageViewsFound> Handle(FindPageViews request, CancellationToken token)
    {
        var views = db.PageViews.AsQueryable();
        if (request.Person is { } person) views = views.Where(v => v.PersonId == person);
        if (request.Subject is { } subject) views = views.Where(v => v.Subject == subject);
        if (request.Before is { } before) views = views.Where(v => v.Sequence < before);

        var rows = await views.OrderByDescending(v => v.Sequence).Take(FindPageViews.PageSize + 1)
            .Select(v => new PageViewRow(v.Sequence, v.At, v.PersonId, v.PersonName, v.Address, v.Subject)).ToListAsync(token);
        return new PageViewsFound([.. rows.Take(FindPageViews.PageSize)], rows.Count > FindPageViews.PageSize ? rows[FindPageViews.PageSize - 1].Sequence : null);
    }
}
