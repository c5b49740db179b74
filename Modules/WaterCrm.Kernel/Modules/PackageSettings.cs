using Microsoft.Extensions.Configuration;
using WaterCrm.Modularity.Packages;

namespace WaterCrm.Kernel.Modules;

/// <summary>What the configuration says about packages: whoever runs the server decides, not whoever administers the pages.</summary>
internal static class PackageSettings
{
    public const string Upload = "Modules:Upload", Megabytes = "Modules:LargestMegabytes";

    /// <summary>The most that the server takes in, whatever the configuration says.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    private const int Usual = 64, Unpacked = 4, MostFiles = 5000;

    /// <summary>Uploading a package runs code on the server, so it is off until the configuration says otherwise.</summary>
    public static bool MayUpload(this IConfiguration configuration) => configuration.GetValue(Upload, false);

    public static PackageLimits PackageLimits(this IConfiguration configuration)
    {
        var bytes = Math.Clamp(configuration.GetValue(Megabytes, (long)Usual) * 1024 * 1024, 1, MostBytes);
        return new PackageLimits(bytes, Unpacked * bytes, MostFiles);
    }
}
