using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Features;
using WaterCrm.Customers.Search;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Customers;

public sealed class Startup : StartupBase
{
    public override int Order => -50;

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissionProvider<CustomersPermissions>().AddNavigationProvider<CustomersMenu>().AddScoped<ISearchSource, CustomerSource>();
        services.AddModuleDatabase<CustomersDbContext, SqliteCustomersDbContext, PostgresCustomersDbContext>("customers");
        services.AddRequests(typeof(Startup).Assembly);
        services.AddScoped<CustomerIndex>().AddScoped<CustomerWriting>().AddScoped<Residence>();
        // The words' startup registers it as well; commands need the zone where no page is shown: imports, tests.
        services.TryAddSingleton(provider => new Utility(provider.GetRequiredService<IConfiguration>()));
    }
}
