using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditBook>().AddScoped<AuditedRecords>().AddScoped<AuditReader>().AddScoped<AuditFile>()
        .AddPermissionProvider<AuditPermissions>().AddNavigationProvider<AuditMenu>()
        .AddSubjectPage("person", id => $"/staff/people/{id}")
        .AddSubjectPage("role", id => $"/staff/roles/{id}")
        .AddSubjectPage("team", id => $"/staff/teams/{id}")
        .AddSubjectPage("branch", id => $"/staff/branches?edit={id}#branch")
        .AddSubjectPage("duty-shift", id => $"/staff/roster/shifts?edit={id}#shift")
        .AddSubjectPage("duty-call", _ => "/staff/on-call")
        .AddSubjectPage("absence", _ => "/staff/absences")
        .AddSubjectPage("api-key", _ => "/staff/api-keys")
        .AddSubjectPage("job", id => $"/staff/imports/{id}");
}

/// <summary>Who may read what others did.</summary>
public sealed class AuditPermissions : IPermissionProvider
{
    public static readonly Permission ViewPersonal = new("Audit.ViewPersonal", "Read personal values in the audit", isSecurityCritical: true);
    public static readonly Permission View = new("Audit.View", "Read the audit: who did what, and when", [ViewPersonal]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([View, ViewPersonal]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = StandardRoles.Director, Permissions = [View] }];
}

internal sealed class AuditMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Audit"], "96", audit => audit.Id("audit").Url("~/staff/admin/audit").Permission(AuditPermissions.View).AddClass("bi-journal-text").AddClass("go-a"));
        return ValueTask.CompletedTask;
    }
}
