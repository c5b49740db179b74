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

    /// <summary>The folder of the modules that were installed while the program ran.</summary>
    public string InstalledPath { get; init; } = "";

    /// <summary>Ids of features that the configuration holds off, whatever anybody switches.</summary>
    public IReadOnlySet<string> Disabled { get; init; } = new HashSet<string>();

    /// <summary>The public pages are asked for in a new shell before it takes over: they must not fail, and nobody waits for what is made at a first time.</summary>
    public bool WarmUp { get; init; } = true;

    public string StaffTheme { get; init; } = "WaterCrm.StaffTheme";
    public string PublicTheme { get; init; } = "WaterCrm.PublicTheme";

    /// <summary>How long requests in flight may stay on a shell that was replaced.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
