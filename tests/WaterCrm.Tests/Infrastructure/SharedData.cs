namespace WaterCrm.Tests.Infrastructure;

/// <summary>Real data written by others. It lies in <c>shared/data</c> beside the working copy, or where WATERCRM_SHARED says; nothing of it is part of the project.</summary>
public static class SharedData
{
    /// <summary>A folder of it; the calling test is skipped where there is none.</summary>
    public static string Folder(string name)
    {
        var shared = Environment.GetEnvironmentVariable("WATERCRM_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var folder = Path.GetFullPath(Path.Combine(shared, "data", name));
        if (!Directory.Exists(folder)) Assert.Skip($"There is no folder {folder}. Put the shared data beside the working copy, or say in WATERCRM_SHARED where it is.");
        return folder;
    }
}
