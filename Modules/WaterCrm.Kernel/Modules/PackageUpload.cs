using Microsoft.AspNetCore.Http;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Modules;

/// <summary>A package that a browser sends lies in a file of its own until it is installed or refused.</summary>
internal static class PackageUpload
{
    public const long MostBytes = PackageSettings.MostBytes;

    /// <summary>Of the form.</summary>
    public const string Field = "Package";

    public static readonly Error Missing = new Error("modules.package-missing", "Choose the file of a package.").At(Field);

    public static readonly Error TooLarge = new("modules.package-too-large", "This file is larger than a package may be here, {0} MB. Whoever runs the server can allow more (Modules:LargestMegabytes).", 413);

    public static async Task<T> With<T>(IFormFile sent, Func<string, Task<T>> work, CancellationToken token)
    {
        var path = Path.Combine(Path.GetTempPath(), $"watercrm-package-{Guid.NewGuid():N}.zip");
        try
        {
            await using (var file = PrivateFiles.Create(path)) await sent.CopyToAsync(file, token);
            return await work(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
