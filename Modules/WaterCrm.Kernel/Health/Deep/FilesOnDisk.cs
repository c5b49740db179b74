using WaterCrm.Kernel.Files;

namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Files that some row names lie in the folder of files.</summary>
internal sealed class FilesOnDisk(DeepReader look, FileStore store) : IDeepCheck
{
    public string Name => "files";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        var named = (await look.Rows("SELECT DISTINCT sha256 FROM kernel_file", token)).Select(row => row[0]).ToList();
        return new DeepFinding($"{named.Count} files that records name are in the folder of files.", [.. named.Where(sha256 => !store.Has(sha256)).Select(sha256 => $"files/{sha256[..2]}/{sha256} is not there.")])
            { ToDo = "Copy the folder files back from a backup." };
    }
}
