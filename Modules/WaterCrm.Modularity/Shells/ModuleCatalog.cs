using System.Reflection;
using WaterCrm.Modularity.Manifest;
using WaterCrm.Modularity.Packages;

namespace WaterCrm.Modularity.Shells;

/// <summary>A module that is not used, and why.</summary>
public sealed record RefusedModule(string Id, string Reason);

/// <summary>Every module and theme there is: those that ship with the host, those that lie in folders beside it, and those that were installed.</summary>
public sealed class ModuleCatalog
{
    private ModuleCatalog(IReadOnlyList<ModuleInfo> modules, IReadOnlyList<string> leftBehind, IReadOnlyList<RefusedModule> refused) =>
        (Modules, LeftBehind, Refused) = (modules, leftBehind, refused);

    public IReadOnlyList<ModuleInfo> Modules { get; }

    /// <summary>Folders without any file, as a removed module leaves them behind. They refuse nothing; but a copy may have been cut off, and somebody misses a module.</summary>
    public IReadOnlyList<string> LeftBehind { get; }

    /// <summary>Installed modules that cannot be used. What the program came with must be right and stops the start; what somebody added must not stop a utility.</summary>
    public IReadOnlyList<RefusedModule> Refused { get; }

    /// <param name="settings">Where to look.</param>
    /// <param name="installed">The installed modules, with the folder of the version to use.</param>
    /// <param name="refused">What is known to be broken.</param>
    internal static ModuleCatalog Read(ShellSettings settings, IReadOnlyDictionary<string, string> installed, IEnumerable<RefusedModule> refused)
    {
        List<RefusedModule> broken = [.. refused];
        var modules = settings.Shipped.Where(a => a.IsDefined(typeof(ModuleAttribute)))
            .Select(a => new ModuleInfo(a, Path.Combine(settings.ShippedPath, a.GetName().Name!), ModuleOrigin.ShipsWithHost)).ToList();
        var taken = settings.Shipped.Select(a => a.GetName().Name!).Concat(broken.Select(r => r.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var beside = Folders(settings.ModulesPath).Where(folder => !taken.Contains(Path.GetFileName(folder))).ToDictionary(f => Path.GetFileName(f)!, StringComparer.OrdinalIgnoreCase);
        // A release of the program may bring a newer version than the one that was installed before it.
        var added = installed.Where(m => !taken.Contains(m.Key) && !(beside.TryGetValue(m.Key, out var delivered) && IsNewer(m.Key, delivered, m.Value))).OrderBy(m => m.Key, StringComparer.Ordinal).ToList();
        taken.UnionWith(added.Select(m => m.Key));

        var folders = beside.Where(f => !taken.Contains(f.Key)).Select(f => f.Value).ToLookup(HasFiles);
        modules.AddRange(folders[true].Select(folder => Load(Path.GetFileName(folder), folder, ModuleOrigin.LiesBeside)));
        foreach (var (id, folder) in added)
        {
            try
            {
                modules.Add(WithFeaturesOfItsOwn(Load(id, folder, beside.ContainsKey(id) ? ModuleOrigin.InstalledInstead : ModuleOrigin.Installed), modules));
            }
            catch (ModuleLoadException reason)
            {
                broken.Add(new RefusedModule(id, reason.Cause));
            }
        }

        return new ModuleCatalog(modules, [.. folders[false]], broken);
    }

    public ModuleInfo? Find(string id) => Modules.FirstOrDefault(m => m.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    public FeatureInfo? Feature(string id) => Modules.SelectMany(m => m.Features).FirstOrDefault(f => f.Id == id);

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path).Order(StringComparer.Ordinal) : [];

    private static bool HasFiles(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();

    private static ModuleInfo WithFeaturesOfItsOwn(ModuleInfo module, List<ModuleInfo> others)
    {
        var known = others.SelectMany(m => m.Features).ToDictionary(f => f.Id);
        return module.Features.FirstOrDefault(f => known.ContainsKey(f.Id)) is { } twice
            ? throw new ModuleLoadException(module.Id, $"its feature {twice.Id} is also one of {known[twice.Id].Module.Id}.")
            : module;
    }

    private static bool IsNewer(string id, string delivered, string installed) => VersionIn(id, delivered) is { } one && VersionIn(id, installed) is { } other && one > other;

    private static Version? VersionIn(string id, string folder)
    {
        try
        {
            return PackageVersion.TryRead(AssemblyFacts.Read(Path.Combine(folder, id + ".dll")).Version, out var version) ? version : null;
        }
        catch (ModuleLoadException)
        {
            return null;   // why, is said where it is loaded
        }
    }

    private static ModuleInfo Load(string id, string folder, ModuleOrigin origin)
    {
        var path = Path.Combine(folder, id + ".dll");
        if (!File.Exists(path)) throw new ModuleLoadException(id, $"there is no {id}.dll in {folder}.");
        try
        {
            if (Contract.Misfit(AssemblyFacts.Read(path).Contract) is { } misfit) throw new ModuleLoadException(id, misfit);
            SharedContracts.Share(id, folder);
            return new ModuleInfo(ModuleLoadContext.LoadModule(id, path), folder, origin);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or CustomAttributeFormatException)
        {
            throw new ModuleLoadException(id, e.Message, e);
        }
    }
}
