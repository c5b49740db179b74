using Microsoft.Extensions.Configuration;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>What the page of modules shows.</summary>
public sealed class ModulesDesk
{
    private readonly ModuleCatalog catalog;
    private readonly ShellHost shells;
    private readonly InstalledModules installed;
    private readonly FeatureChoice choice;
    private readonly PageThemes themes;
    private readonly ModuleNames names;
    private readonly IConfiguration configuration;

    internal ModulesDesk(ModuleCatalog catalog, ShellHost shells, ShellSettings settings, ShellPlan plan, InstalledModules installed, PageThemes themes, ModuleNames names, IConfiguration configuration) =>
        (this.catalog, this.shells, this.installed, choice, this.themes, this.names, this.configuration) = (catalog, shells, installed, new FeatureChoice(settings, plan), themes, names, configuration);

    public bool MayUpload => configuration.MayUpload();

    public bool MayRestart => configuration.IsSupervised();

    public long LargestMegabytes => configuration.PackageLimits().PackedBytes / (1024 * 1024);

    /// <summary>What would follow; nothing is changed.</summary>
    public Result<FollowUps> Look(IReadOnlyList<string> on, IReadOnlyList<string> off) => FollowUps.Of(catalog, choice, themes, on, off);

    /// <summary>Name of an installed module, also of one that cannot run; null where none of this id was installed.</summary>
    public string? Installed(string? id) => id is null || !installed.Ids.Contains(id) ? null : catalog.Find(id) is { } module ? names.Of(module.Features[0]) : id;

    /// <summary>A refusal that names features, with their names in the reader's language.</summary>
    public Error InWords(Error error)
    {
        var known = catalog.Modules.SelectMany(m => m.Features).DistinctBy(f => f.Name).ToDictionary(f => f.Name);
        return error with { Args = [.. error.Args.Select(a => a is string name && known.TryGetValue(name, out var feature) ? names.Of(feature) : a)] };
    }

    public string Name(FeatureInfo feature) => names.Of(feature);

    public ModulesPage Page(IReadOnlyList<LeftModule> left, bool mayInstall)
    {
        var features = catalog.Modules.SelectMany(m => m.Features).ToList();
        return new ModulesPage([.. features.OrderBy(f => f.Module.Theme is not null).ThenBy(f => f.IsAlwaysEnabled).ThenBy(f => names.Of(f.Module.Features[0]), StringComparer.CurrentCulture).ThenBy(f => f != f.Module.Features[0]).Select(f => Row(f, features))])
        {
            Refused = catalog.Refused,
            Left = left,
            Trouble = shells.Trouble,
            Replaced = [.. catalog.Modules.Where(IsReplaced).Select(m => names.Of(m.Features[0]))],
            MayInstall = mayInstall,
            MayUpload = mayInstall && MayUpload,
            MayRestart = mayInstall && MayRestart,
        };
    }

    private FeatureRow Row(FeatureInfo feature, List<FeatureInfo> features) => new(feature, names.Of(feature), names.Describe(feature), State(feature),
        [.. feature.Dependencies.Select(id => features.Find(f => f.Id == id) is { } needed ? names.Of(needed) : id)],
        [.. features.Where(f => f.Dependencies.Contains(feature.Id) && IsRunning(f)).Select(names.Of)]);

    private FeatureState State(FeatureInfo feature) =>
        feature.IsAlwaysEnabled ? FeatureState.Always : IsRunning(feature) ? choice.IsNeeded(feature) || feature.Module.Id == themes.Staff || feature.Module.Id == themes.Public ? FeatureState.Worn : FeatureState.On : choice.IsHeldOff(feature) ? FeatureState.Held : FeatureState.Off;

    private bool IsRunning(FeatureInfo feature) => shells.Current.Features.Any(f => f.Id == feature.Id);

    /// <summary>An assembly is loaded once; what is copied over it runs after the next start.</summary>
    private static bool IsReplaced(ModuleInfo module)
    {
        try
        {
            return !module.ShipsWithHost && AssemblyFacts.Read(Path.Combine(module.Folder, module.Id + ".dll")).Mvid != module.Assembly.ManifestModule.ModuleVersionId;
        }
        catch (ModuleLoadException)
        {
            return true;   // gone, or half copied
        }
    }
}
