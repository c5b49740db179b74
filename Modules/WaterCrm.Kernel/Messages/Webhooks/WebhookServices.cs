using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSettings<WebhookSettings>().AddSingleton<ResolveHost>(Dns.GetHostAddressesAsync).AddScoped<WebhookBook>().AddScoped<WebhookOrders>().AddScoped<IMessageTransport, WebhookTransport>()
        .AddPermissionProvider<WebhookPermissions>().AddNavigationProvider<WebhooksMenu>().AddSubjectPage("webhook", _ => WebhookPermissions.List);
}

/// <summary>Who decides which other systems are told what happens.</summary>
public sealed class WebhookPermissions : IPermissionProvider
{
    internal const string List = "/staff/admin/webhooks";

    public static readonly Permission Manage = new("Webhooks.Manage", "Decide which other systems are told what happens", isSecurityCritical: true);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Manage]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
}

internal sealed class WebhooksMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Webhooks"], "92.5", webhooks => webhooks.Id("webhooks").Url("~/staff/admin/webhooks").Permission(WebhookPermissions.Manage).AddClass("bi-broadcast"));
        return ValueTask.CompletedTask;
    }
}
