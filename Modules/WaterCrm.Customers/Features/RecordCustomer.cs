using FluentValidation;
using MediatR;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Features;

/// <summary>Records a new customer, and where they live when an address is given.</summary>
[Audited("customers.recorded", "Recorded a customer")]
public sealed record RecordCustomer : ICommand<Guid>, ICustomerText
{
    public CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Code { get; init; }
    public string? Language { get; init; }
    public string? FormOfAddress { get; init; }
    public string? CalledAs { get; init; }
    public string? Note { get; init; }
    public bool IsPriority { get; init; }
    public bool IsKeyCustomer { get; init; }
    public IReadOnlyList<string> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public string? Address { get; init; }
    public Guid? ZoneId { get; init; }

    /// <summary>Since when they are there; today when nothing is said.</summary>
    public DateOnly? From { get; init; }
}

internal sealed class RecordCustomerValidator : AbstractValidator<RecordCustomer>
{
    public RecordCustomerValidator(FormsOfAddress forms)
    {
        Include(new CustomerTextRules(forms));
        RuleFor(c => c.Address).MaximumLength(CustomerLimits.Address).WithMessage("Write the address in at most 300 letters.");
    }
}

internal sealed class RecordCustomerHandler(CustomersDbContext db, CustomerWriting writing, CustomerIndex index, IMediator mediator, TimeProvider clock)
    : IRequestHandler<RecordCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordCustomer request, CancellationToken token)
    {
        var recorded = Customer.Record(request.Details(), clock);
        if (!recorded.Is(out var customer)) return recorded.Error!;
        if (await writing.CodeTaken(customer, token) is { } taken) return taken;

        db.Customers.Add(customer);
        await db.SaveChangesAsync(token);
        if (string.IsNullOrWhiteSpace(request.Address))
        {
            await index.Write(customer.Id, token);
            return customer.Id;
        }

        var moved = await mediator.Send(new MoveIn { CustomerId = customer.Id, Address = request.Address, ZoneId = request.ZoneId, From = request.From }, token);
        return moved.Error is { } error ? error : customer.Id;
    }
}
