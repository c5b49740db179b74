using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Conditions;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Features;
using WaterCrm.Customers.RecipeSteps;
using WaterCrm.Customers.Search;
using WaterCrm.Kernel.Components;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers;

public sealed class Startup : StartupBase
{
    public override int Order => -50;

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissionProvider<CustomersPermissions>().AddNavigationProvider<CustomersMenu>().AddNavigationProvider<CustomersPages>().AddContribution<ISearchSource, CustomerSource>();
        services.AddModuleDatabase<CustomersDbContext, SqliteCustomersDbContext, PostgresCustomersDbContext>("customers");
        services.AddSubjectPage("customer", id => $"/staff/customers/{id}").AddSubjectPage("zone", _ => "/staff/zones");
        services.AddCardPart<MessagesPart>(CustomerSlots.Aside, 50, MessagePermissions.View);
        services.AddCardPart<NewsPart>(CustomerSlots.Aside, 60, SuppressionPermissions.ChangeNews).AddScoped<ICustomerAddresses, CustomerAddresses>();
        services.AddRequests(typeof(Startup).Assembly);
        services.AddRecipeStep<ZonesStep>().AddRecipeStep<CustomersStep>();
        services.AddSingleton(provider => FormsOfAddress.Load(OperatorsFile(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton(new Searched(CustomerIndex.Scope, "customers_customer", "Name")).AddSingleton(new RefersTo("customers_customer", "ZoneId", "customers_zone", "Name"));
        services.AddSingleton(new RefersTo("customers_interaction", "AuthorId", "kernel_person"));
        services.AddScoped<CustomerConditions>().AddScoped<CustomerIndex>().AddScoped<CustomerWriting>().AddScoped<Residence>();
    }

    private static string? OperatorsFile(IConfiguration configuration) => configuration["AppData"] is { Length: > 0 } folder ? Path.Combine(folder, "forms-of-address.json") : null;
}
