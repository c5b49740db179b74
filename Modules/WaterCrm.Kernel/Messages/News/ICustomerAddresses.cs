namespace WaterCrm.Kernel.Messages.News;

/// <summary>Knows where customers are written to. Registered by the module that keeps them.</summary>
public interface ICustomerAddresses
{
    /// <returns>Null where there is no such customer.</returns>
    Task<AddressesOfCustomer?> Of(Guid customer, CancellationToken token);
}

/// <param name="Name">The customer's.</param>
/// <param name="Addresses">With the codes of their channels.</param>
public sealed record AddressesOfCustomer(string Name, IReadOnlyList<(string Channel, string Address)> Addresses);
