using System.Reflection;
using Microsoft.Extensions.FileProviders;

namespace WaterCrm.Modularity.Shells;

/// <summary>The modules and themes that are on in this shell.</summary>
public sealed class ShellModules : IModuleFiles
{
    private readonly Dictionary<Assembly, ModuleInfo> byAssembly;
    private readonly Dictionary<string, ModuleInfo> byId;
    private readonly HashSet<string> features;

    internal ShellModules(IReadOnlyList<FeatureInfo> features)
    {
        Modules = [.. features.Select(f => f.Module).Distinct()];
        this.features = features.Select(f => f.Id).ToHashSet();
        byAssembly = Modules.ToDictionary(m => m.Assembly);
        byId = Modules.ToDictionary(m => m.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which they start, dependencies first.</summary>
    public IReadOnlyList<ModuleInfo> Modules { get; }

    public IEnumerable<(string ModuleId, IFileProvider Files)> All => Modules.Select(m => (m.Id, m.Files));

    public ModuleInfo? Find(string id) => byId.GetValueOrDefault(id);

    public ModuleInfo? Find(Assembly assembly) => byAssembly.GetValueOrDefault(assembly);

    /// <summary>A class that names a feature is used only while that feature is on.</summary>
    internal bool IsOn(Type type) => type.GetCustomAttribute<FeatureAttribute>() is not { } named || features.Contains(named.Id);

    /// <summary>Ids of a theme and of those it builds on, nearest first.</summary>
    internal IReadOnlyList<string> ThemeAndItsBases(string id)
    {
        var themes = new List<string>();
        for (var theme = Find(id); theme is not null && !themes.Contains(theme.Id); theme = Find(theme.Theme?.BaseTheme ?? "")) themes.Add(theme.Id);
        return themes;
    }
}
