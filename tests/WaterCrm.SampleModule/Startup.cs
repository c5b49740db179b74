using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.SampleModule.Chat;
using WaterCrm.SampleModule.Components;
using WaterCrm.SampleModule.Data;
using WaterCrm.SampleModule.RecipeSteps;

namespace WaterCrm.SampleModule;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddPermissionProvider<Permissions>()
        .AddNavigationProvider<AdminMenu>()
        .AddRequests(typeof(Startup).Assembly)
        .AddSettings<BoxSettings>()
        .AddModuleDatabase<SampleModuleDbContext, SqliteSampleModuleDbContext, PostgresSampleModuleDbContext>("sample")
        .AddCardPart<SuggestionsPart>(CustomerSlots.Aside, 90, Permissions.Read)
        .AddRecipeStep<SuggestionsStep>()
        .AddMessageChannel(ChatTransport.Way).AddSettings<ChatSettings>().AddScoped<IMessageTransport, ChatTransport>()
        .AddSingleton(new RefersTo("sample_suggestion", "CustomerId", "customers_customer"));
}

/// <summary>What old suggestions become is for the utility to decide: the feature can be off while the box is on.</summary>
[Feature("WaterCrm.SampleModule.Forgetting")]
public sealed class ForgettingStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddBackgroundTask<ForgetOldSuggestions>();
}
