using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.ViewModels;

public enum FeatureState
{
    /// <summary>Part of the program.</summary>
    Always,
    On,
    Off,

    /// <summary>The configuration keeps it off.</summary>
    Held,

    /// <summary>A theme that pages wear: another one has to be chosen before it can go.</summary>
    Worn,
}

/// <summary>A feature as the page of modules shows it.</summary>
/// <param name="Feature">As it was found.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Description">In the reader's language.</param>
/// <param name="State">Whether it runs.</param>
/// <param name="Needs">Names of what it needs; an id where that is not there.</param>
/// <param name="NeededBy">Names of what is on and needs it.</param>
public sealed record FeatureRow(FeatureInfo Feature, string Name, string Description, FeatureState State, IReadOnlyList<string> Needs, IReadOnlyList<string> NeededBy)
{
    public ModuleInfo Module => Feature.Module;

    public bool IsMain => Module.Features[0] == Feature;

    public bool IsInstalled => Module.Origin is ModuleOrigin.Installed or ModuleOrigin.InstalledInstead;

    public bool CanBeSwitched => State is FeatureState.On or FeatureState.Off && !Feature.EnabledByDependencyOnly;
}

/// <summary>All modules, and what is wrong with any.</summary>
public sealed record ModulesPage(IReadOnlyList<FeatureRow> Rows)
{
    public IReadOnlyList<RefusedModule> Refused { get; init; } = [];

    /// <summary>Gone, while their data is here.</summary>
    public IReadOnlyList<LeftModule> Left { get; init; } = [];

    /// <summary>Names of modules whose file was replaced while the program ran the old one.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>A change made elsewhere that could not be carried out here.</summary>
    public string? Trouble { get; init; }

    public bool MayInstall { get; init; }

    public bool MayUpload { get; init; }

    public bool MayRestart { get; init; }
}
