using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Backups;

/// <summary>Somebody made a copy of everything.</summary>
[Audited("backups.made", "Made a backup by hand")]
public sealed record NoteBackup : ICommand<bool>;

internal sealed class NoteBackupHandler : IRequestHandler<NoteBackup, Result<bool>>
{
    public Task<Result<bool>> Handle(NoteBackup request, CancellationToken token) => Task.FromResult<Result<bool>>(true);
}
