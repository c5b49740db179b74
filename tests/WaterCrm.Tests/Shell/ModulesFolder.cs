namespace WaterCrm.Tests.Shell;

/// <summary>A folder of modules as an installation has it: the product's themes, and what a test puts beside them. It goes with the test.</summary>
internal sealed class ModulesFolder : IDisposable
{
    public const string Sample = "fixtures/WaterCrm.SampleModule", Next = "upgrades/1.1.0/WaterCrm.SampleModule", Broken = "upgrades/1.2.0/WaterCrm.SampleModule", Theme = "themes/WaterCrm.SampleTheme";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-modules-");

    public ModulesFolder(params string[] modules)
    {
        foreach (var module in modules.Prepend("modules/WaterCrm.PublicTheme").Prepend("modules/WaterCrm.StaffTheme"))
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(module)), Path.Combine(AppContext.BaseDirectory, module));
    }

    public string FullName => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
