using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace WaterCrm.Modularity.Shells;

/// <summary>
/// A module's own room. What the host has is shared, what only the module has comes from its folder.
/// Never unloaded: a shell may come and go, the code stays, and a second host in this process uses the same.
/// </summary>
internal sealed class ModuleLoadContext(string id, string path) : AssemblyLoadContext(id)
{
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new();
    private readonly AssemblyDependencyResolver resolver = new(path);

    public static Assembly LoadModule(string id, string path) => Loaded.GetOrAdd(path, _ => new(() => LoadFirst(id, path))).Value;

    /// <summary>The host's context is asked for the module itself too, so that a test may reference a module and meet the same types.</summary>
    private static Assembly LoadFirst(string id, string path) => FromHost(new AssemblyName(id)) ?? new ModuleLoadContext(id, path).LoadFromAssemblyPath(path);

    protected override Assembly? Load(AssemblyName name)
    {
        if (FromHost(name) is { } known) return known;
        if (resolver.ResolveAssemblyToPath(name) is not { } path) return null;
        return SharedContracts.IsOne(name) ? SharedContracts.Load(name.Name!, path) : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string name) =>
        resolver.ResolveUnmanagedDllToPath(name) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    internal static Assembly? FromHost(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException)   // the host has none, or only an older one
        {
            return null;
        }
    }
}
