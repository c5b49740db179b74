using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Razor.Hosting;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Mvc;

/// <summary>
/// A module as MVC sees it: its controllers and its compiled views. All modules compile their views to the same paths (/Views/Home/Index.cshtml),
/// of which MVC would silently keep the first; so each module's views are registered below its area.
/// </summary>
internal sealed class ModulePart(ModuleInfo module, ShellModules modules) : ApplicationPart, IApplicationPartTypeProvider, IRazorCompiledItemProvider
{
    public override string Name => module.Id;

    public IEnumerable<TypeInfo> Types { get; } = [.. module.Types.Where(modules.IsOn).Select(t => t.GetTypeInfo())];

    public IEnumerable<RazorCompiledItem> CompiledItems { get; } =
        [.. new RazorCompiledItemLoader().LoadItems(module.Assembly).Select(item => new ItemBelowArea(item, $"/Areas/{module.Id}{item.Identifier}"))];

    private sealed class ItemBelowArea(RazorCompiledItem item, string path) : RazorCompiledItem
    {
        public override string Identifier => path;
        public override string Kind => item.Kind;
        public override IReadOnlyList<object> Metadata => item.Metadata;
        public override Type Type => item.Type;
    }
}
