using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Files;

/// <summary>
/// Knows which files some row names, whichever module it is of and though that module be switched off. Whoever writes a row that names a
/// <see cref="StoredFile"/> says so here in the same command; what nobody kept is removed after a day.
/// </summary>
public sealed class KeptFiles(CommandScope command)
{
    public async Task Keep(IEnumerable<StoredFile> files, CancellationToken token)
    {
        foreach (var file in files)
            await command.Hold!.Execute("INSERT INTO kernel_file (id, sha256) VALUES (@id, @sha256) ON CONFLICT (id) DO NOTHING", token, ("@id", file.Id), ("@sha256", file.Sha256));
    }
}
