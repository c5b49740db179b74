using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.Features;

/// <summary>The places a customer uses or used: present ones first, the latest on top.</summary>
public sealed record PremisesFor(Guid CustomerId) : IQuery<IReadOnlyList<CustomerPlace>>;

/// <summary>A place of a customer.</summary>
public sealed record CustomerPlace
{
    /// <summary>What <see cref="MoveOut"/> wants to know.</summary>
    public required Guid StayId { get; init; }
    public required Guid PremisesId { get; init; }
    public required string Address { get; init; }
    public required Guid? ZoneId { get; init; }
    public required string? ZoneCode { get; init; }

    /// <summary>The zone's name, written in the reader's language by its ToString.</summary>
    public required LocalText? ZoneName { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly? To { get; init; }
}

internal sealed class PremisesForHandler(CustomersDbContext db) : IRequestHandler<PremisesFor, IReadOnlyList<CustomerPlace>>
{
    public async Task<IReadOnlyList<CustomerPlace>> Handle(PremisesFor request, CancellationToken token)
    {
        var places = await (
            from stay in db.Stays
            join premises in db.Premises on stay.PremisesId equals premises.Id
            join z in db.Zones on premises.ZoneId equals z.Id into zones
            from zone in zones.DefaultIfEmpty()
            where stay.CustomerId == request.CustomerId
            select new { stay.Id, stay.PremisesId, premises.Address, premises.ZoneId, zone.Code, zone.NameEn, zone.NameVi, zone.NameZh, stay.From, stay.To }).ToListAsync(token);

        return [.. places.OrderBy(p => p.To is not null).ThenByDescending(p => p.From).Select(p => new CustomerPlace
        {
            StayId = p.Id, PremisesId = p.PremisesId, Address = p.Address, ZoneId = p.ZoneId, ZoneCode = p.Code,
            ZoneName = p.NameEn is null ? null : Zone.NameIn(p.NameEn, p.NameVi, p.NameZh), From = p.From, To = p.To,
        })];
    }
}
