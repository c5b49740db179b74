using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Composition;

namespace WaterCrm.Kernel.Data.Outbox;

internal static class DeliveryServices
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddPermissionProvider<DeliveryPermissions>().AddSubjectPage("delivery", _ => DeliveryPermissions.Page);
}

/// <summary>Who may try again or discard what one module could not tell another.</summary>
public sealed class DeliveryPermissions : IPermissionProvider
{
    internal const string Page = "/staff/admin/deliveries";

    public static readonly Permission Manage = new("Deliveries.Manage", "Try deliveries between modules again, or discard them", isSecurityCritical: true);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Manage]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
}
