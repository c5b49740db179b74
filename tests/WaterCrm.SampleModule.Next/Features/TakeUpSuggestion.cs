using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;

namespace WaterCrm.SampleModule.Features;

[Audited("suggestions.taken-up", "Took up a suggestion")]
public sealed record TakeUpSuggestion(Guid Id) : ICommand<Guid>;

internal sealed class TakeUpSuggestionHandler(SampleModuleDbContext db, IActor actor, TimeProvider clock) : IRequestHandler<TakeUpSuggestion, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(TakeUpSuggestion request, CancellationToken token)
    {
        if (await db.Suggestions.FindAsync([request.Id], token) is not { } suggestion) return KernelErrors.NotFound;
        if (suggestion.TakeUp(clock.Utc(), actor.Name).Error is { } broken) return broken;
        await db.SaveChangesAsync(token);
        return suggestion.Id;
    }
}
