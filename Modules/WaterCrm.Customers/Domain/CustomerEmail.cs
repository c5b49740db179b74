using System.Net.Mail;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Domain;

/// <summary>An e-mail address of a customer.</summary>
internal sealed class CustomerEmail : Entity
{
    private CustomerEmail()
    {
    }

    public CustomerEmail(Guid customer, TimeProvider clock) => (Id, CustomerId) = (Ids.New(clock), customer);

    public Guid CustomerId { get; private init; }

    public string Address { get; private set; } = "";

    /// <summary>1 is written to first.</summary>
    public int Position { get; private set; }

    public void Write(string address, int position) => (Address, Position) = (address, position);

    public bool Is(string address) => string.Equals(Address, address, StringComparison.OrdinalIgnoreCase);

    public static bool LooksRight(string address) =>
        MailAddress.TryCreate(address, out var read) && read.Address == address && read.Host.Contains('.');
}
