using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints.Components;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.Imports;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Complaints.RecipeSteps;
using WaterCrm.Complaints.Web;
using WaterCrm.Customers;
using WaterCrm.Customers.Conditions;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Settings;
using WaterCrm.Sops;

namespace WaterCrm.Complaints;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddModuleDatabase<ComplaintsDbContext, SqliteComplaintsDbContext, PostgresComplaintsDbContext>(ComplaintsDbContext.Prefix);
        services.AddRequests(typeof(Startup).Assembly);
        services.AddPermissionProvider<Permissions>();
        services.AddScoped<ISubject, ComplaintSubject>();
        services.AddScoped<WorkQuery>();
        services.AddNavigationProvider<AdminMenu>().AddNavigationProvider<FrontMenu>();
        services.AddScoped<WorkPages>().AddScoped<Hearers>();
        services.AddContribution<IStartQuestion, WhichComplaintsAreLate>().AddContribution<IStartQuestion, WhichComplaintsAreDueToday>();
        services.AddContribution<IFigure, ComplaintsReceived>().AddContribution<IFigure, ComplaintsClosedInTime>();
        services.AddContribution<ISearchSource, ComplaintSearch>().AddContribution<ICustomerCondition, HasOpenComplaint>();
        services.AddCardPart<ComplaintsPart>(CustomerSlots.Now, 10, Permissions.View);
        services.AddContribution<IImportTarget, ComplaintImport>().AddRecipeStep<ComplaintsStep>();
        services.AddSubjectPage("complaint", id => $"/staff/complaints/{id}");
        services.AddSingleton(new Numbered("C", "complaints_complaint")).AddSingleton(new Searched(ComplaintsDbContext.Prefix, "complaints_complaint", "Number"));
        services.AddSingleton(new RefersTo("complaints_complaint", "CustomerId", "customers_customer", "Number")).AddSingleton(new RefersTo("complaints_complaint", "Assignee", "kernel_person", "Number"));
        services.AddSingleton(new RefersTo("complaints_receipt", "ComplaintId", "complaints_complaint", "ComplaintId"));
        services.AddContribution<IMessageRecords, ComplaintRecords>();
        foreach (var kind in ComplaintMessages.All) services.AddMessageKind(typeof(Startup).Assembly, kind);
        services.AddToldOutside();
        services.AddSettings<ComplaintsSettings>().AddSingleton<FloodGates>();
        services.AddSingleton(provider => ComplaintKinds.Load(OperatorsFile(provider.GetRequiredService<IConfiguration>())));
    }

    private static string? OperatorsFile(IConfiguration configuration) =>
        configuration["AppData"] is { Length: > 0 } folder ? Path.Combine(folder, "complaint-kinds.json") : null;
}
