using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Modules;

internal sealed class ModulesMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Modules"], "96", modules => modules.Id("modules").Url("~/staff/admin/modules").Permission(ModulePermissions.Switch).AddClass("bi-boxes"));
        return ValueTask.CompletedTask;
    }
}
