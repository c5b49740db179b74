namespace WaterCrm.Customers;

/// <summary>The places on the customer's page where other modules show their parts. The part's subject is the customer's id.</summary>
public static class CustomerSlots
{
    /// <summary>What is going on now, above the timeline: open complaints, promises, interruptions.</summary>
    public const string Now = "customers.now";

    /// <summary>The right column: use, bills, hints.</summary>
    public const string Aside = "customers.aside";
}
