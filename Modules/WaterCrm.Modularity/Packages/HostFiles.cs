using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Packages;

/// <summary>The assemblies of the running program and of .NET. A module gets these and never its own copy of them.</summary>
internal static class HostFiles
{
    private static readonly Dictionary<string, string> Paths = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    public static bool Has(string assembly) => Contract.Assemblies.Contains(assembly) || Paths.ContainsKey(assembly);

    /// <summary>No module may bear the name of what the host has; but a test may reference a module that otherwise comes and goes.</summary>
    public static bool HasInPlaceOf(string module)
    {
        if (Contract.Assemblies.Contains(module)) return true;
        if (!Paths.TryGetValue(module, out var path)) return false;
        try
        {
            return AssemblyFacts.Read(path).Id != module;
        }
        catch (ModuleLoadException)
        {
            return true;
        }
    }
}
