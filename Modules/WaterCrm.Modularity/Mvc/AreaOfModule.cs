using Microsoft.AspNetCore.Mvc.ApplicationModels;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Mvc;

/// <summary>A controller's area is its module.</summary>
internal sealed class AreaOfModule(ShellModules modules) : IControllerModelConvention
{
    public void Apply(ControllerModel controller)
    {
        if (modules.Find(controller.ControllerType.Assembly) is { } module) controller.RouteValues["area"] = module.Id;
    }
}
