using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Features;

/// <summary>A customer leaves a place. What they used it for stays in the history.</summary>
/// <param name="CustomerId">Who leaves.</param>
/// <param name="StayId">What <see cref="MoveIn"/> answered.</param>
/// <param name="To">The last day.</param>
[Audited("customers.moved-out", "Noted that somebody moved out")]
public sealed record MoveOut(Guid CustomerId, Guid StayId, DateOnly To) : ICommand<Guid>, IAbout
{
    Guid IAbout.About => CustomerId;
}

internal sealed class MoveOutHandler(CustomersDbContext db, CustomerIndex index, Residence residence) : IRequestHandler<MoveOut, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(MoveOut request, CancellationToken token)
    {
        var stay = await db.Stays.SingleOrDefaultAsync(s => s.Id == request.StayId && s.CustomerId == request.CustomerId, token);
        if (stay is null) return CustomerErrors.PremisesUnknown;
        if (stay.MoveOut(request.To).Error is { } broken) return broken;

        await db.SaveChangesAsync(token);
        await residence.Settle(request.CustomerId, token);
        await index.Write(request.CustomerId, token);
        return stay.Id;
    }
}
