namespace WaterCrm.Tests.Infrastructure;

/// <summary>The working copy the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "WaterCrm.sln"))) return folder.FullName;
        throw new InvalidOperationException("WaterCrm.sln is in no folder above the tests.");
    }
}
