using System.Collections.Concurrent;
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
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.OrdinalIgnoreCase);

    public static bool IsOne(AssemblyName name) => name.Name?.EndsWith(".Contracts", StringComparison.OrdinalIgnoreCase) is true;

    public static Assembly Load(string module, string name, string path)
    {
        var assembly = Loaded.GetOrAdd(name, _ => new(() => Room.LoadFromAssemblyPath(path))).Value;
        return assembly.ManifestModule.ModuleVersionId == BuildOf(path)
            ? assembly
            : throw new ModuleLoadException(module, $"it brings another build of {name} than the one that is in use, {assembly.Location}. Bring all modules that use it to the same version, and restart the program.");
    }

    private static Guid BuildOf(string path)
    {
        using var dll = new PEReader(File.OpenRead(path));
        var metadata = dll.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
