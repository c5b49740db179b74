using System.Reflection;
using WaterCrm.Modularity.Manifest;

namespace WaterCrm.Modularity.Shells;

/// <summary>Every module and theme there is: those that ship with the host and those that lie in folders beside it.</summary>
public sealed class ModuleCatalog
{
    private ModuleCatalog(IReadOnlyList<ModuleInfo> modules) => Modules = modules;

    public IReadOnlyList<ModuleInfo> Modules { get; }

    internal static ModuleCatalog Read(ShellSettings settings)
    {
        var shipped = settings.Shipped.Where(a => a.IsDefined(typeof(ModuleAttribute)))
            .Select(a => new ModuleInfo(a, Path.Combine(settings.ShippedPath, a.GetName().Name!), shipsWithHost: true)).ToList();
        var taken = settings.Shipped.Select(a => a.GetName().Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = Folders(settings.ModulesPath).Where(folder => !taken.Contains(Path.GetFileName(folder))).Select(Load);
        return new ModuleCatalog([.. shipped, .. found]);
    }

    /// <summary>A folder without any file is what a removed module leaves behind.</summary>
    private static IEnumerable<string> Folders(string path) =>
        Directory.Exists(path)
            ? Directory.GetDirectories(path).Order(StringComparer.Ordinal).Where(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories).Any())
            : [];

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
