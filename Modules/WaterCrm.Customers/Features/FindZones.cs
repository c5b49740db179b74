using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.Features;

/// <summary>All supply areas in the order of their codes. There are tens of them, not thousands.</summary>
public sealed record FindZones : IQuery<IReadOnlyList<ZoneRow>>;

public sealed record ZoneRow(Guid Id, string Code, LocalText Name);

internal sealed class FindZonesHandler(CustomersDbContext db, Remembered remembered) : IRequestHandler<FindZones, IReadOnlyList<ZoneRow>>
{
    public async Task<IReadOnlyList<ZoneRow>> Handle(FindZones request, CancellationToken token) =>
        await remembered.Get(db, "customers.zones", typeof(Zone), () => Read(token));

    private async Task<IReadOnlyList<ZoneRow>> Read(CancellationToken token)
    {
        var zones = await db.Zones.OrderBy(z => z.SortKey).Select(z => new { z.Id, z.Code, z.NameEn, z.NameVi, z.NameZh }).ToListAsync(token);
        return [.. zones.Select(z => new ZoneRow(z.Id, z.Code, Zone.NameIn(z.NameEn, z.NameVi, z.NameZh)))];
    }
}
