using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Security;

/// <summary>An action that asks for a permission nobody declares would fail in somebody's hands; it stops the start instead.</summary>
internal static class PolicyCheck
{
    public static async Task EveryPolicyIsKnownAsync(IServiceProvider services)
    {
        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            foreach (var policy in endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>())
            {
                if (await policies.GetPolicyAsync(policy) is not null) continue;
                var module = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo.Assembly.GetName().Name;
                throw new ModuleLoadException(module ?? "?", $"{endpoint.DisplayName} asks for the permission {policy}, which no module declares.");
            }
        }
    }
}
