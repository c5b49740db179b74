using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using WaterCrm.Modularity.Manifest;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Packages;

/// <summary>What the assembly of a module says of itself. It is read from its metadata: nothing of it is loaded, and nothing of it runs.</summary>
/// <param name="Id">The module's id, which is the assembly's name.</param>
/// <param name="Mvid">Another for each build that differs.</param>
/// <param name="Version">As the manifest says.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people.</param>
/// <param name="IsTheme">Its views override those of modules.</param>
/// <param name="BaseTheme">The theme it builds on, or nothing.</param>
/// <param name="Dependencies">What its main feature needs, and the base theme.</param>
/// <param name="Features">Ids; the main feature, named like the module, first.</param>
/// <param name="Contract">The version of the module contract it was built against; null where it uses none of it.</param>
public sealed record AssemblyFacts(string Id, Guid Mvid, string Version, string Name, string Description, bool IsTheme, string BaseTheme,
    IReadOnlyList<string> Dependencies, IReadOnlyList<string> Features, Version? Contract)
{
    public static AssemblyFacts Read(string dllPath)
    {
        var id = Path.GetFileNameWithoutExtension(dllPath);
        if (!File.Exists(dllPath)) throw new ModuleLoadException(id, $"there is no file {dllPath}.");

        using var file = new FileStream(dllPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Read(id, file);
    }

    internal static AssemblyFacts Read(string id, Stream content)
    {
        try
        {
            using var dll = new PEReader(content, PEStreamOptions.LeaveOpen);
            if (!dll.HasMetadata) throw NoAssembly(id, null);
            var metadata = dll.GetMetadataReader();
            return metadata.IsAssembly ? Read(id, metadata) : throw NoAssembly(id, null);
        }
        // A file that anybody may have made up, read by its own offsets: there is no list of what that throws.
        catch (Exception broken) when (broken is not ModuleLoadException)
        {
            throw NoAssembly(id, broken);
        }
    }

    private static AssemblyFacts Read(string id, MetadataReader metadata)
    {
        var assembly = metadata.GetAssemblyDefinition();
        var name = metadata.GetString(assembly.Name);
        if (name != id) throw new ModuleLoadException(id, $"its assembly is called {name}. Name the file after the assembly.");

        List<ManifestText> manifests = [.. assembly.GetCustomAttributes().Select(handle => ManifestText.Of(metadata, metadata.GetCustomAttribute(handle))).OfType<ManifestText>()];
        var main = manifests.Find(m => m.Type is nameof(ModuleAttribute) or nameof(ThemeAttribute)) ?? throw new ModuleLoadException(id, "it has no manifest ([assembly: Module(...)]).");
        if (main.Text(nameof(ModuleAttribute.Id), id) is var said && said != id) throw new ModuleLoadException(id, $"its manifest says Id = \"{said}\", but the id is the assembly's name.");

        var baseTheme = main.Text(nameof(ThemeAttribute.BaseTheme), "");
        return new AssemblyFacts(id, metadata.GetGuid(metadata.GetModuleDefinition().Mvid), main.Text(nameof(ModuleAttribute.Version), new ModuleAttribute().Version), main.Text(nameof(ModuleAttribute.Name), id),
            main.Text(nameof(ModuleAttribute.Description), ""), main.Type == nameof(ThemeAttribute), baseTheme,
            [.. main.Texts(nameof(ModuleAttribute.Dependencies)).Append(baseTheme).Where(d => d.Length > 0).Distinct()],
            [id, .. manifests.Where(m => m != main).Select(m => m.Text(nameof(ModuleAttribute.Id), id))], BuiltAgainst(metadata));
    }

    private static Version? BuiltAgainst(MetadataReader metadata) =>
        metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Where(r => Packages.Contract.Assemblies.Contains(metadata.GetString(r.Name)))
            .Select(r => Packages.Contract.MajorMinor(r.Version)).Max();

    private static ModuleLoadException NoAssembly(string id, Exception? why) => new(id, $"its {id}.dll is no .NET assembly.", why);
}
