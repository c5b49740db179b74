using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>A start has ended an upgrade that was cut off.</summary>
[Audited("modules.upgrade-ended", "Ended an upgrade that had been cut off")]
internal sealed record NoteEndedUpgrade(string Module, string? Before, string Version) : ICommand<bool>;

internal sealed class NoteEndedUpgradeHandler(CommandScope command, TimeProvider clock) : IRequestHandler<NoteEndedUpgrade, Result<bool>>
{
    public Task<Result<bool>> Handle(NoteEndedUpgrade request, CancellationToken token)
    {
        command.Changed(ModuleChange.Of(request.Module, request.Before, request.Version, clock));
        return Task.FromResult<Result<bool>>(true);
    }
}
