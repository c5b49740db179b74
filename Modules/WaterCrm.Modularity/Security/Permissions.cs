using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WaterCrm.Modularity.Security;

/// <summary>To have a permission is to carry a claim with its name, or with the name of one that implies it.</summary>
public sealed class PermissionRequirement(Permission permission) : IAuthorizationRequirement
{
    public const string ClaimType = "permission";

    public Permission Permission { get; } = permission;

    /// <summary>Whether somebody carries the permission, or one that implies it.</summary>
    public static bool Has(ClaimsPrincipal user, Permission permission) =>
        user.HasClaim(ClaimType, permission.Name) || permission.ImpliedBy.Any(by => Has(user, by));
}

public static class PermissionServices
{
    /// <summary>Asks for a permission in a page or a handler; an action asks with <c>[Authorize(Policy = "Module.Verb")]</c>.</summary>
    public static async Task<bool> AuthorizeAsync(this IAuthorizationService authorization, ClaimsPrincipal user, Permission permission, object? resource = null) =>
        (await authorization.AuthorizeAsync(user, resource, new PermissionRequirement(permission))).Succeeded;

    internal static void AddPermissions(this IServiceCollection services)
    {
        services.AddSingleton<PermissionCatalog>();
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
    }
}

internal sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (PermissionRequirement.Has(context.User, requirement.Permission)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>A policy named like a permission asks for that permission.</summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options, PermissionCatalog permissions) : DefaultAuthorizationPolicyProvider(options)
{
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        permissions.Find(policyName) is { } permission
            ? new AuthorizationPolicy([new PermissionRequirement(permission)], [])
            : await base.GetPolicyAsync(policyName);
}
