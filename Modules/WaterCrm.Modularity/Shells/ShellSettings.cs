using System.Reflection;

namespace WaterCrm.Modularity.Shells;

/// <summary>What the host tells the shell.</summary>
public sealed class ShellSettings
{
    /// <summary>Assemblies of the modules that ship with the host.</summary>
    public required IReadOnlyList<Assembly> Shipped { get; init; }

    /// <summary>The folder in which the files of the shipped modules lie.</summary>
    public required string ShippedPath { get; init; }

    /// <summary>The folder in which each module or theme has a folder named by its id.</summary>
    public required string ModulesPath { get; init; }

    /// <summary>Ids of features that are left out.</summary>
    public IReadOnlySet<string> Disabled { get; init; } = new HashSet<string>();

    public string StaffTheme { get; init; } = "WaterCrm.StaffTheme";
    public string PublicTheme { get; init; } = "WaterCrm.PublicTheme";

    /// <summary>How long requests in flight may stay on a shell that was replaced.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
