using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace WaterCrm.Modularity.Shells;

/// <summary>
/// Assemblies named <c>*.Contracts</c>, by which modules of one author talk to each other. Each is loaded once for all that bring it, since two copies of a type
/// are two types; who brings another build of it is refused.
/// </summary>
internal sealed class SharedContracts() : AssemblyLoadContext("contracts")
{
    private static readonly SharedContracts Room = new();
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Assembly> Loaded = new(StringComparer.OrdinalIgnoreCase);

    public static bool IsOne(AssemblyName name) => name.Name?.EndsWith(".Contracts", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Loads those that a module brings, before its own code is loaded: a runtime that meets the wrong one later says only that some type cannot be loaded.</summary>
    /// <exception cref="ModuleLoadException">Another build of one is in use.</exception>
    public static void Share(string module, string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.Contracts.dll").Order(StringComparer.Ordinal))
        {
            var name = AssemblyName.GetAssemblyName(path);
            if (ModuleLoadContext.FromHost(name) is null && Load(name.Name!, path) is var present && present.ManifestModule.ModuleVersionId != BuildOf(path))
                throw new ModuleLoadException(module, $"it brings another build of {name.Name} than the one that is in use, {present.Location}. Remove the modules that use it, which keeps their data, restart the program, and install versions that fit each other.");
        }
    }

    public static Assembly Load(string name, string path)
    {
        lock (Gate) return Loaded.TryGetValue(name, out var present) ? present : Loaded[name] = Room.LoadFromAssemblyPath(path);
    }

    private static Guid BuildOf(string path)
    {
        using var dll = new PEReader(File.OpenRead(path));
        var metadata = dll.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
