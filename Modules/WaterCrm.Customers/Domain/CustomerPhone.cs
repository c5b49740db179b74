using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Domain;

/// <summary>A number a customer is reached by; several customers may share one.</summary>
internal sealed class CustomerPhone : Entity
{
    private CustomerPhone()
    {
    }

    public CustomerPhone(Guid customer, string number, TimeProvider clock) => (Id, CustomerId, Number) = (Ids.New(clock), customer, number);

    public Guid CustomerId { get; private init; }

    /// <summary>The one form by which callers are known.</summary>
    public string Number { get; private init; } = "";

    /// <summary>As it was typed.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>1 is called first.</summary>
    public int Position { get; private set; }

    public void Write(string typed, int position) => (Typed, Position) = (typed, position);
}
