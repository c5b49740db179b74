using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Customers.Features;

/// <summary>A customer's mail addresses and telephone numbers, in the customer's order.</summary>
internal sealed class CustomerAddresses(CustomersDbContext db) : ICustomerAddresses
{
    public async Task<AddressesOfCustomer?> Of(Guid customer, CancellationToken token)
    {
        var found = await db.Customers.Where(c => c.Id == customer).Select(c => new
        {
            c.Name, Emails = c.Emails.OrderBy(e => e.Position).Select(e => e.Address).ToList(), Phones = c.Phones.OrderBy(p => p.Position).Select(p => p.Typed).ToList(),
        }).AsSplitQuery().SingleOrDefaultAsync(token);
        return found is null ? null : new AddressesOfCustomer(found.Name, [.. found.Emails.Select(e => (MessageChannels.Email, e)), .. found.Phones.Select(p => (MessageChannels.Sms, p))]);
    }
}
