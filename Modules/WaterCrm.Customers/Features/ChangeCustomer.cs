using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Features;

/// <summary>Replaces what is written about a customer. Telephones and mails that are not named any more are removed.</summary>
[Audited("customers.changed", "Changed a customer")]
public sealed record ChangeCustomer : ICommand<Guid>, ICustomerText
{
    public required Guid Id { get; init; }

    /// <summary>The version that was on the screen: if somebody saved another one meanwhile, nothing is overwritten.</summary>
    public required int Version { get; init; }

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
}

internal sealed class ChangeCustomerValidator : AbstractValidator<ChangeCustomer>
{
    public ChangeCustomerValidator(FormsOfAddress forms) => Include(new CustomerTextRules(forms));
}

internal sealed class ChangeCustomerHandler(CustomersDbContext db, CustomerWriting writing, CustomerIndex index, TimeProvider clock)
    : IRequestHandler<ChangeCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChangeCustomer request, CancellationToken token)
    {
        var customer = await db.Customers.Include(c => c.Phones).Include(c => c.Emails).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == request.Id, token);
        if (customer is null) return CustomerErrors.NotFound;
        if (customer.Version != request.Version) return KernelErrors.ChangedMeanwhile;
        if (customer.Change(request.Details(), clock).Error is { } broken) return broken;
        if (await writing.CodeTaken(customer, token) is { } taken) return taken;

        // A telephone is a row of its own: who changed nothing else must still meet the next editor.
        db.Entry(customer).Property(c => c.ChangedAt).IsModified = true;
        await db.SaveChangesAsync(token);
        await index.Write(customer.Id, token);
        return customer.Id;
    }
}
