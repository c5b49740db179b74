using MediatR;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Complaints;

namespace WaterCrm.SampleModule.Features;

/// <summary>A complaint that took too long is worth a question, also when the box was switched off meanwhile.</summary>
[KeptWhileOff]
internal sealed class WhenComplaintClosed(IMediator mediator) : IHandle<ComplaintClosed>
{
    public Task Handle(ComplaintClosed said, CancellationToken token) =>
        said.ResolvedInTime ? Task.CompletedTask : mediator.Send(new AskAfterComplaint(said.Number, said.CustomerId), token);
}
