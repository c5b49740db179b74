using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Features;

/// <summary>Records a supply area, or changes the one with this id.</summary>
[Audited("customers.zone-recorded", "Recorded a supply zone")]
public sealed record RecordZone : ICommand<Guid>
{
    public Guid? Id { get; init; }
    public required string Code { get; init; }
    public required string NameEn { get; init; }
    public string? NameVi { get; init; }
    public string? NameZh { get; init; }
}

internal sealed class RecordZoneValidator : AbstractValidator<RecordZone>
{
    public RecordZoneValidator()
    {
        RuleFor(z => z.Code).NotEmpty().WithMessage("Write the zone's code.").MaximumLength(CustomerLimits.Code).WithMessage("Write the code in at most 40 letters.");
        RuleFor(z => z.NameEn).NotEmpty().WithMessage("Write the zone's name in English.");
        RuleFor(z => z.NameEn).MaximumLength(CustomerLimits.Name).WithMessage("Write the name in at most 200 letters.");
        RuleFor(z => z.NameVi).MaximumLength(CustomerLimits.Name).WithMessage("Write the name in at most 200 letters.");
        RuleFor(z => z.NameZh).MaximumLength(CustomerLimits.Name).WithMessage("Write the name in at most 200 letters.");
    }
}

internal sealed class RecordZoneHandler(CustomersDbContext db, CommandScope command, Database database, TimeProvider clock) : IRequestHandler<RecordZone, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordZone request, CancellationToken token)
    {
        var zone = request.Id is { } id ? await db.Zones.SingleOrDefaultAsync(z => z.Id == id, token) : null;
        if (zone is null && request.Id is not null) return CustomerErrors.ZoneNotFound;
        var written = zone is null
            ? Zone.Record(request.Code, request.NameEn, request.NameVi, request.NameZh, clock)
            : zone.Change(request.Code, request.NameEn, request.NameVi, request.NameZh);
        if (!written.Is(out var saved)) return written.Error!;

        await command.Alone(database, $"customers.zone:{saved.Code}", token);
        if (await db.Zones.AnyAsync(z => z.Code == saved.Code && z.Id != saved.Id, token)) return CustomerErrors.ZoneCodeTaken.With(saved.Code).At(nameof(request.Code));

        if (zone is null) db.Zones.Add(saved);
        await db.SaveChangesAsync(token);
        return saved.Id;
    }
}
