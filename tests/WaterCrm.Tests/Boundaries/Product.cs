using System.Reflection;
using WaterCrm.Modularity.Manifest;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Boundaries;

/// <summary>What the product is made of, as the folders of the repository say, not a list that somebody forgets to extend.</summary>
internal static class Product
{
    public static IReadOnlyList<string> Projects { get; } =
        [.. new[] { "Modules", "Themes" }.SelectMany(f => Directory.GetFiles(Repository.PathOf(f), "*.csproj", SearchOption.AllDirectories)).Select(p => Path.GetFileNameWithoutExtension(p)).Order()];

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Projects.Select(Load), typeof(WaterCrm.Host.WaterCrmHost).Assembly];

    public static IReadOnlyList<Assembly> Modules { get; } = [.. Assemblies.Where(a => a.IsDefined(typeof(ModuleAttribute)))];

    public static Assembly Find(string name) => Assemblies.Single(a => a.GetName().Name == name);

    /// <summary>As the shell does: an optional module comes from its folder, unless a test references it.</summary>
    private static Assembly Load(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "modules", name, name + ".dll");
        return File.Exists(path) ? ModuleLoadContext.LoadModule(name, path) : Assembly.Load(name);
    }
}
