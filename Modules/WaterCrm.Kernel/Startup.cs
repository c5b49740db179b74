using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Guidance;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Mapping;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Setup;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel;

public sealed class Startup : StartupBase
{
    public override int Order => -100;

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddViewMapping().AddViews(typeof(Startup).Assembly).AddShellData().AddRequests(typeof(Startup).Assembly);
        services.AddSingleton<ISearchIndex, SearchIndex>().AddScoped<SearchBulk>().AddScoped<SearchDesk>().AddContribution<ISearchSource, PageSource>().AddNavigationProvider<PagesMenu>();
        services.AddScoped(typeof(Contributions<>)).AddScoped<CardParts>().AddScoped<FigureSheet>().AddScoped<StartPage>().AddSingleton<MenuCounts>().AddSettings<DeskSettings>();
        services.AddContribution<IStartQuestion, AwayToday>().AddContribution<IStartQuestion, Guidance.Feedback.WhatDidPeopleSay>();
        services.AddScoped<IModularTenantEvents, MigrateBeforeServing>().AddModules();
        services.AddScoped<KeptFiles>().AddSettings<StorageSettings>();
        services.AddBackgroundTask<OutboxCleanUp>().AddBackgroundTask<FileSweep>().AddBackgroundTask<JobFolderSweep>();
        services.AddSingleton<JobWorker>().AddScoped<IJobKind, ImportJob>().AddSingleton<ImportFiles>().AddScoped<ImportTargets>().AddScoped<ImportDesk>().AddPermissionProvider<ImportPermissions>().AddNavigationProvider<ImportMenu>().AddScoped<IVerb, ImportVerb>();
        services.AddSettings<LookSettings>().AddSingleton<LookOfPages>().AddSingleton(provider => new KeptParts(provider.GetRequiredService<SettingsStore>(), provider.GetRequiredService<WordBook>())).AddSingleton<IThemeChoice, ChosenThemes>().AddSettings<UploadSettings>().AddSettings<UpkeepSettings>().AddSettings<UtilitySettings>().AddSingleton(provider => new Utility(() => provider.GetRequiredService<Settings<UtilitySettings>>().Current));
        services.AddScoped<SettingsForms>().AddScoped<SettingsPages>().AddPermissionProvider<SettingsPermissions>().AddNavigationProvider<SettingsMenu>();
        services.AddScoped<RecipeFiles>().AddScoped<RecipeDesk>().AddScoped(provider => new SetupDesk(provider.GetRequiredService<RecipeDesk>(), provider.GetRequiredService<RecipeFiles>())).AddRecipeStep<FeaturesStep>().AddRecipeStep<ThemesStep>().AddRecipeStep<SettingsStep>().AddRecipeStep<RolesStep>().AddRecipeStep<PeopleStep>();
        services.AddSettings<SetupSettings>().AddScoped<IVerb, SetupVerb>().AddScoped<IVerb, DemoVerb>();
        services.AddVerb<MigrateVerb>();
        services.AddBackups();
        services.AddAudit().AddHealth().AddDeliveries();
        services.AddPeople();
        services.AddApiDocument();
        services.AddStaffing();
        services.AddSingleton<FormProof>();
        services.AddGuidance().AddMessageTexts().AddSending();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        app.UseMiddleware<NotePageViews>();
        routes.MapApiDocument();
        serviceProvider.GetRequiredService<MessageBook>();   // a text that cannot be used is named at start, not when it is to be sent
    }
}

/// <summary>The tables are brought up to date before the shell serves its first request.</summary>
internal sealed class MigrateBeforeServing(Migrator migrator, AskedVerb asked, IConfiguration configuration) : ModularTenantEvents
{
    public override Task ActivatingAsync()
    {
        HalfRestored.Refuse(BackupFolder.DataOf(configuration));
        return migrator.Migrate(CancellationToken.None, asked.Name == MigrateVerb.Word ? MigrateVerb.Tell : null);
    }
}
