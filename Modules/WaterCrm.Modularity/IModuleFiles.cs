using Microsoft.Extensions.FileProviders;

namespace WaterCrm.Modularity;

/// <summary>
/// The folders of the modules and themes that are on, as they lie beside the host: <c>Localization/</c>, <c>wwwroot/</c>, <c>Recipes/</c>.
/// The host lays those of the modules it ships with (Kernel, Customers, Sops) in the same way, so that whoever runs it can read and correct them.
/// </summary>
public interface IModuleFiles
{
    /// <summary>In the order in which the modules start, dependencies first.</summary>
    IEnumerable<(string ModuleId, IFileProvider Files)> All { get; }
}
