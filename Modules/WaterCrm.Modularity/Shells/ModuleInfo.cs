using System.Reflection;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Extensions.FileProviders;
using WaterCrm.Modularity.Manifest;

namespace WaterCrm.Modularity.Shells;

/// <summary>How a module came here.</summary>
public enum ModuleOrigin
{
    /// <summary>Part of the program.</summary>
    ShipsWithHost,

    /// <summary>A folder in the program's <c>modules</c>: delivered with it, or laid there by whoever installed it.</summary>
    LiesBeside,

    /// <summary>Installed from a package into the data folder.</summary>
    Installed,

    /// <summary>Installed in the place of an older version that lies beside the program.</summary>
    InstalledInstead,
}

/// <summary>A module or theme as it was found: its manifest, its code and its files.</summary>
public sealed class ModuleInfo
{
    internal ModuleInfo(Assembly assembly, string folder, ModuleOrigin origin)
    {
        Assembly = assembly;
        Id = assembly.GetName().Name!;
        (Folder, Origin) = (folder, origin);
        Manifest = assembly.GetCustomAttribute<ModuleAttribute>() ?? throw new ModuleLoadException(Id, "it has no manifest ([assembly: Module(...)]).");
        if (Manifest.Id is { Length: > 0 } id && id != Id) throw new ModuleLoadException(Id, $"its manifest says Id = \"{id}\", but the id is the assembly's name.");

        Files = Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider();
        WebRoot = Directory.Exists(Path.Combine(folder, "wwwroot")) ? new PhysicalFileProvider(Path.Combine(folder, "wwwroot")) : new NullFileProvider();
        Features = [.. assembly.GetCustomAttributes<Manifest.FeatureAttribute>().OrderBy(f => f is not ModuleAttribute).Select(f => new FeatureInfo(f, this))];
        Types = LoadTypes(assembly);
    }

    public string Id { get; }
    public Assembly Assembly { get; }
    public ModuleAttribute Manifest { get; }

    public ModuleOrigin Origin { get; }

    /// <summary>It stands in the host's own load context and cannot be switched off.</summary>
    public bool ShipsWithHost => Origin is ModuleOrigin.ShipsWithHost;

    /// <summary>Where its files lie.</summary>
    public string Folder { get; }
    public ThemeAttribute? Theme => Manifest as ThemeAttribute;
    public IFileProvider Files { get; }
    public IFileProvider WebRoot { get; }

    /// <summary>The main feature, named like the module, first.</summary>
    public IReadOnlyList<FeatureInfo> Features { get; }

    internal IReadOnlyList<Type> Types { get; }

    internal bool HasView(string path) => Assembly.GetCustomAttributes<RazorCompiledItemAttribute>().Any(item => item.Identifier == path);

    /// <summary>Reading every type at once finds a missing or too old reference now and not in somebody's request.</summary>
    private static Type[] LoadTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException broken)
        {
            var causes = broken.LoaderExceptions.Select(e => e?.Message).Where(m => m is not null).Distinct();
            throw new ModuleLoadException(assembly.GetName().Name!, string.Join(" ", causes), broken);
        }
    }
}

/// <summary>A feature of a module: what is switched on and off.</summary>
public sealed class FeatureInfo
{
    internal FeatureInfo(Manifest.FeatureAttribute manifest, ModuleInfo module)
    {
        Module = module;
        Id = manifest.Id is { Length: > 0 } id ? id : module.Id;
        Name = manifest.Name is { Length: > 0 } name ? name : Id;
        (Description, Category) = (manifest.Description, manifest.Category);
        Dependencies = manifest is ThemeAttribute { BaseTheme: { Length: > 0 } baseTheme } ? [.. manifest.Dependencies, baseTheme] : manifest.Dependencies;
        IsAlwaysEnabled = manifest.IsAlwaysEnabled || module.ShipsWithHost;
        EnabledByDependencyOnly = manifest.EnabledByDependencyOnly;
    }

    public string Id { get; }
    public string Name { get; }
    public string Description { get; }
    public string Category { get; }
    public IReadOnlyList<string> Dependencies { get; }
    public bool IsAlwaysEnabled { get; }
    public bool EnabledByDependencyOnly { get; }
    public ModuleInfo Module { get; }

    /// <summary>The feature a class belongs to is the one it names, else its module's main feature.</summary>
    internal bool Owns(Type type) =>
        type.GetCustomAttribute<FeatureAttribute>() is { } named ? named.Id == Id : Id == Module.Features[0].Id;
}
