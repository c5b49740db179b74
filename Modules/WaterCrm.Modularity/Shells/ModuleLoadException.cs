namespace WaterCrm.Modularity.Shells;

/// <summary>A module that cannot be used: which one, and why. It stops the start; nothing runs with a part missing unnoticed.</summary>
public sealed class ModuleLoadException(string module, string cause, Exception? inner = null)
    : Exception($"Module {module} cannot be loaded: {cause}", inner)
{
    public string Module { get; } = module;
    public string Cause { get; } = cause;
}
