using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Customers.Features;

/// <summary>A customer begins to use a place: one that is recorded, or the address of one that may not be.</summary>
[Audited("customers.moved-in", "Noted that somebody moved in")]
public sealed record MoveIn : ICommand<Guid>, IAbout
{
    public required Guid CustomerId { get; init; }
    public Guid? PremisesId { get; init; }
    public string? Address { get; init; }
    public Guid? ZoneId { get; init; }

    /// <summary>The first day; today when nothing is said.</summary>
    public DateOnly? From { get; init; }

    Guid IAbout.About => CustomerId;
}

internal sealed class MoveInValidator : AbstractValidator<MoveIn>
{
    public MoveInValidator()
    {
        RuleFor(m => m.Address).NotEmpty().When(m => m.PremisesId is null).WithMessage("Write the address.");
        RuleFor(m => m.Address).MaximumLength(CustomerLimits.Address).WithMessage("Write the address in at most 300 letters.");
    }
}

internal sealed class MoveInHandler(CustomersDbContext db, CustomerIndex index, Residence residence, IMediator mediator, TimeProvider clock, Utility utility)
    : IRequestHandler<MoveIn, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(MoveIn request, CancellationToken token)
    {
        if (!await db.Customers.AnyAsync(c => c.Id == request.CustomerId, token)) return CustomerErrors.NotFound;
        var place = request.PremisesId is { } known ? await Known(known, token) : await mediator.Send(new AddPremises(request.Address!, request.ZoneId), token);
        if (place.Error is { } error) return error;
        if (await db.Stays.AnyAsync(s => s.CustomerId == request.CustomerId && s.PremisesId == place.Value && s.To == null, token))
            return CustomerErrors.AlreadyMovedIn.At(nameof(request.Address));

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), utility.Zone).DateTime);
        var stay = CustomerPremises.MoveIn(request.CustomerId, place.Value, request.From ?? today, clock);
        db.Stays.Add(stay);
        await db.SaveChangesAsync(token);
        await residence.Settle(request.CustomerId, token);
        await index.Write(request.CustomerId, token);
        return stay.Id;
    }

    private async Task<Result<Guid>> Known(Guid premises, CancellationToken token) =>
        await db.Premises.AnyAsync(p => p.Id == premises, token) ? premises : CustomerErrors.PremisesUnknown;
}

/// <summary>Keeps the zone on the customer's row in step with where they are.</summary>
internal sealed class Residence(CustomersDbContext db, TimeProvider clock)
{
    public async Task Settle(Guid customer, CancellationToken token)
    {
        var zone = await db.Stays.Where(s => s.CustomerId == customer && s.To == null)
            .Join(db.Premises, s => s.PremisesId, p => p.Id, (s, p) => new { s.From, p.ZoneId })
            .OrderByDescending(s => s.From).Select(s => s.ZoneId).FirstOrDefaultAsync(token);
        var settled = await db.Customers.SingleAsync(c => c.Id == customer, token);
        if (settled.ZoneId == zone) return;

        settled.Settle(zone, clock);
        await db.SaveChangesAsync(token);
    }
}
