using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Components;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Controllers;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Staffing.Features;

namespace WaterCrm.Kernel.Staffing;

internal static class StaffingServices
{
    public static IServiceCollection AddStaffing(this IServiceCollection services)
    {
        services.AddPermissionProvider<StaffingPermissions>().AddNavigationProvider<StaffingMenu>();
        services.AddScoped<IStaffing, StaffingDirectory>().AddScoped<StaffingRules>();
        services.AddScoped<OnCallNow>().AddContribution<IMenuCounter, CallCount>().AddSettings<OnCallSettings>().AddBackgroundTask<CallWatch>();
        services.AddScoped<IOpenWork, HeadedWork>().AddScoped<IOpenWork, RosteredWork>().AddScoped<IOpenWork, SubstitutedWork>();
        services.AddCardPart<PersonStaffingPart>(PeopleController.PersonSlot, 10, StaffingPermissions.View);
        services.AddCardPart<OpenWorkPart>(PeopleController.PersonSlot, 20, KernelPermissions.ManagePeople);
        return services;
    }
}
