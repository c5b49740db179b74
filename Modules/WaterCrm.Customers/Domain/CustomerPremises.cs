using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Domain;

/// <summary>That a customer uses a place, from a day until a day.</summary>
internal sealed class CustomerPremises : Entity
{
    private CustomerPremises()
    {
    }

    public Guid CustomerId { get; private init; }

    public Guid PremisesId { get; private init; }

    public DateOnly From { get; private init; }

    /// <summary>The last day; open while they are there.</summary>
    public DateOnly? To { get; private set; }

    public static CustomerPremises MoveIn(Guid customer, Guid premises, DateOnly from, TimeProvider clock) =>
        new() { Id = Ids.New(clock), CustomerId = customer, PremisesId = premises, From = from };

    public Result<CustomerPremises> MoveOut(DateOnly to)
    {
        if (To is not null) return CustomerErrors.AlreadyMovedOut;
        if (to < From) return CustomerErrors.MovedOutBeforeIn.At(nameof(To));

        To = to;
        return this;
    }
}
