using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Digest;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddModuleDatabase<SopsDbContext, SqliteSopsDbContext, PostgresSopsDbContext>("sops").AddRequests(typeof(Startup).Assembly);
        services.AddPermissionProvider<SopsPermissionProvider>().AddNavigationProvider<AdminMenu>().AddBackgroundTask<DeadlineWatch>();
        services.TryAddSingleton(provider => CalendarCatalog.Load(OperatorsFolder(provider)));
        services.AddSingleton<SopLibrary>();
        services.AddContribution<IStartQuestion, WhatIsLate>().AddContribution<IStartQuestion, WhatWasTakenUp>().AddContribution<IStartQuestion, WhatIsDueToday>();
        services.AddContribution<IStartQuestion, WhatIsForOthers>().AddContribution<IStartQuestion, WhatHaveITaken>().AddContribution<IStartQuestion, WhatHasNobodyTaken>();
        services.AddContribution<IMenuCounter, InboxCount>().AddContribution<IFigure, LateSteps>();
        services.AddScoped<CaseDesk>().AddSubjectPage("case", id => $"/staff/cases/{id}").AddSubjectPage("step-task", id => $"/staff/tasks/{id}").AddDeepCheck<CasesAgainstCopies>().AddSingleton(new RefersTo("sops_task", "AssigneeId", "kernel_person"));
        services.AddScoped<StepRights>().AddScoped<TaskQuery>().AddScoped<IOpenWork, OpenTasks>();
        foreach (var kind in TaskMessages.All) services.AddMessageKind(typeof(Startup).Assembly, kind);
        services.AddSettings<DigestSettings>().AddBackgroundTask<DailyDigest>().AddScoped<DigestValues>().AddScoped<ColleagueInbox>().AddContribution<IMessageRecords, DigestRecords>();
        services.AddScoped<CaseViewer>();
        services.AddToldOutside();
        services.AddScoped<IModularTenantEvents, SopFiles>();
    }

    private static string OperatorsFolder(IServiceProvider provider) =>
        Path.Combine(provider.GetRequiredService<IConfiguration>()["AppData"] ?? "App_Data", "Calendars");
}
