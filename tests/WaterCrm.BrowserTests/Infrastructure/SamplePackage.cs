using WaterCrm.Modularity.Packages;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>A module to install: the suggestion box of the module author guide, in a package of a folder of its own.</summary>
internal sealed class SamplePackage : IDisposable
{
    public const string Module = "WaterCrm.SampleModule";

    /// <summary>What a site has to be told that packages come in by its pages, and that it may be restarted there.</summary>
    public static readonly string[] Settings = ["Modules:Upload=true", "Modules:Supervised=true"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-package-");

    /// <param name="laidIn">Where the build has laid it: its later versions lie in folders of their own.</param>
    public SamplePackage(string laidIn = "samples") => Path = Package.Pack(System.IO.Path.Combine(AppContext.BaseDirectory, laidIn, Module), folder.FullName);

    public string Path { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
