using MediatR;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Customers;

namespace WaterCrm.SampleModule.Features;

/// <summary>New customers are asked while they are new: those who came while the box was switched off no longer are, so nothing is kept.</summary>
internal sealed class WhenCustomerRecorded(IMediator mediator) : IHandle<CustomerRecorded>
{
    public Task Handle(CustomerRecorded said, CancellationToken token) => mediator.Send(new RememberNewCustomer(said.CustomerId), token);
}
