using MediatR;
using WaterCrm.Kernel.Staffing.Features;

namespace WaterCrm.Kernel.Staffing;

/// <summary>The number at "On call": calls that the acting person has to acknowledge. The staff's pages show their banner by it.</summary>
internal sealed class CallCount(IMediator mediator) : IMenuCounter
{
    public const string Entry = "on-call";

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token) => new Dictionary<string, int> { [Entry] = (await mediator.Send(new CallsForMe(), token)).Count };
}
