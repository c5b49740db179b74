using MediatR;
using WaterCrm.Contracts;

namespace WaterCrm.SampleModule.Features;

internal sealed class WhenSuggestionTakenUp(IMediator mediator) : IHandle<SuggestionTakenUp>
{
    public Task Handle(SuggestionTakenUp said, CancellationToken token) => mediator.Send(new CountSuggestionTakenUp(said.OccurredAt), token);
}
