using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Features;

/// <summary>Records a place, or answers with the one that has this address in this zone already.</summary>
[Audited("customers.premises-added", "Added a place of water use")]
public sealed record AddPremises(string Address, Guid? ZoneId) : ICommand<Guid>;

internal sealed class AddPremisesValidator : AbstractValidator<AddPremises>
{
    public AddPremisesValidator() => RuleFor(p => p.Address).NotEmpty().WithMessage("Write the address.")
        .MaximumLength(CustomerLimits.Address).WithMessage("Write the address in at most 300 letters.");
}

internal sealed class AddPremisesHandler(CustomersDbContext db, CommandScope command, Database database, TimeProvider clock)
    : IRequestHandler<AddPremises, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AddPremises request, CancellationToken token)
    {
        if (request.ZoneId is { } zone && !await db.Zones.AnyAsync(z => z.Id == zone, token)) return CustomerErrors.ZoneUnknown.At(nameof(request.ZoneId));
        var added = Premises.Add(request.Address, request.ZoneId, clock);
        if (!added.Is(out var premises)) return added.Error!;

        await command.Alone(database, $"customers.premises:{premises.FoldedAddress}", token);
        var known = await db.Premises.Where(p => p.FoldedAddress == premises.FoldedAddress && p.ZoneId == premises.ZoneId).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(token);
        if (known is { } there) return there;

        db.Premises.Add(premises);
        await db.SaveChangesAsync(token);
        return premises.Id;
    }
}
