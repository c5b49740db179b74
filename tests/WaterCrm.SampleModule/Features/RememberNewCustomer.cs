using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Features;

[Audited("suggestions.customer-to-ask", "Remembered to ask a new customer")]
public sealed record RememberNewCustomer(Guid Customer) : ICommand<Guid>;

internal sealed class RememberNewCustomerHandler(SampleModuleDbContext db, TimeProvider clock) : IRequestHandler<RememberNewCustomer, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RememberNewCustomer request, CancellationToken token)
    {
        db.NewCustomers.Add(new NewCustomer { CustomerId = request.Customer, Since = clock.Utc() });
        await db.SaveChangesAsync(token);
        return request.Customer;
    }
}
