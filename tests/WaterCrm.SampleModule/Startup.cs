using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.SampleModule.Data;

namespace WaterCrm.SampleModule;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddPermissionProvider<Permissions>()
        .AddNavigationProvider<AdminMenu>()
        .AddRequests(typeof(Startup).Assembly)
        .AddSettings<BoxSettings>()
        .AddModuleDatabase<SampleModuleDbContext, SqliteSampleModuleDbContext, PostgresSampleModuleDbContext>("sample");
}
