using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>Looks for modules that were laid into the program's folder, and tries once more what was left out because it failed.</summary>
[Audited("modules.looked-again", "Looked for modules again")]
public sealed record LookAgain : ICommand<bool>
{
    internal ShellCandidate? Built { get; init; }
}

internal sealed class PrepareLookAgain(ShellChange change) : IPrepare<LookAgain>
{
    public async Task<Result<LookAgain>> Prepare(LookAgain command, CancellationToken token)
    {
        try
        {
            var candidate = await change.Build(plan => plan, token, again: true);
            await candidate.WakeAsync(token);
            return command with { Built = candidate };
        }
        catch (ModuleLoadException failure)
        {
            return ModuleErrors.Of(failure);
        }
    }
}

internal sealed class LookAgainHandler(CommandScope command) : IRequestHandler<LookAgain, Result<bool>>
{
    public Task<Result<bool>> Handle(LookAgain request, CancellationToken token)
    {
        if (request.Built is { } built) command.AfterCommit(built.TakeOver);
        return Task.FromResult<Result<bool>>(true);
    }
}
