using System.Reflection;
using WaterCrm.Modularity.Manifest;

namespace WaterCrm.Modularity.Shells;

/// <summary>Every module and theme there is: those that ship with the host and those that lie in folders beside it.</summary>
public sealed class ModuleCatalog
{
    private ModuleCatalog(IReadOnlyList<ModuleInfo> modules, IReadOnlyList<string> leftBehind) => (Modules, LeftBehind) = (modules, leftBehind);

    public IReadOnlyList<ModuleInfo> Modules { get; }

    /// <summary>Folders without any file, as a removed module leaves them behind. They refuse nothing; but a copy may have been cut off, and somebody misses a module.</summary>
    public IReadOnlyList<string> LeftBehind { get; }

    internal static ModuleCatalog Read(ShellSettings settings)
    {
        var shipped = settings.Shipped.Where(a => a.IsDefined(typeof(ModuleAttribute)))
            .Select(a => new ModuleInfo(a, Path.Combine(settings.ShippedPath, a.GetName().Name!), shipsWithHost: true)).ToList();
        var taken = settings.Shipped.Select(a => a.GetName().Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var folders = Folders(settings.ModulesPath).Where(folder => !taken.Contains(Path.GetFileName(folder))).ToLookup(HasFiles);
        return new ModuleCatalog([.. shipped, .. folders[true].Select(Load)], [.. folders[false]]);
    }

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path).Order(StringComparer.Ordinal) : [];

    private static bool HasFiles(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();

    private static ModuleInfo Load(string folder)
    {
        var id = Path.GetFileName(folder);
        var path = Path.Combine(folder, id + ".dll");
        if (!File.Exists(path)) throw new ModuleLoadException(id, $"there is no {id}.dll in {folder}.");
        try
        {
            return new ModuleInfo(ModuleLoadContext.LoadModule(id, path), folder, shipsWithHost: false);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or CustomAttributeFormatException)
        {
            throw new ModuleLoadException(id, e.Message, e);
        }
    }
}
