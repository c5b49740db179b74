using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity;
using WaterCrm.Modularity.Manifest;

namespace WaterCrm.Tests.Shell;

/// <summary>Writes the assembly of a module that no compiler would be asked for: one that depends on nothing that exists, or fails when it starts.</summary>
internal static class MadeModule
{
    public static void Write(string modules, string id, string[]? dependencies = null, string? throws = null, bool manifest = true, string? version = null, bool theme = false)
    {
        var assembly = Assembly(id);
        var module = assembly.DefineDynamicModule(id);
        if (manifest) assembly.SetCustomAttribute(Manifest(theme ? typeof(ThemeAttribute) : typeof(ModuleAttribute), dependencies ?? [], version));
        if (throws is not null) DefineStartupThatThrows(module, id, throws);
        var folder = Directory.CreateDirectory(Path.Combine(modules, id));
        assembly.Save(Path.Combine(folder.FullName, id + ".dll"));
    }

    /// <summary>An assembly of contracts in the folder of a module, each time another build.</summary>
    public static void Bring(string module, string contracts)
    {
        var assembly = Assembly(contracts);
        assembly.DefineDynamicModule(contracts).DefineType($"{contracts}.IMeters", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract).CreateType();
        assembly.Save(Path.Combine(module, contracts + ".dll"));
    }

    private static PersistedAssemblyBuilder Assembly(string name) => new(new AssemblyName(name), typeof(object).Assembly);

    private static CustomAttributeBuilder Manifest(Type kind, string[] dependencies, string? version)
    {
        List<(string Property, object Value)> said = [(nameof(ModuleAttribute.Dependencies), dependencies)];
        if (version is not null) said.Add((nameof(ModuleAttribute.Version), version));
        return new(kind.GetConstructor([])!, [], [.. said.Select(s => typeof(ModuleAttribute).GetProperty(s.Property)!)], [.. said.Select(s => s.Value)]);
    }

    private static void DefineStartupThatThrows(ModuleBuilder module, string id, string message)
    {
        var startup = module.DefineType($"{id}.Startup", TypeAttributes.Public | TypeAttributes.Sealed, typeof(StartupBase));
        startup.DefineDefaultConstructor(MethodAttributes.Public);
        var configure = startup.DefineMethod(nameof(StartupBase.ConfigureServices), MethodAttributes.Public | MethodAttributes.Virtual, typeof(void), [typeof(IServiceCollection)]);
        var code = configure.GetILGenerator();
        code.Emit(OpCodes.Ldstr, message);
        code.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
        startup.CreateType();
    }
}
