using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Security;

/// <summary>Every permission of the modules that are on, and the roles they propose.</summary>
public sealed class PermissionCatalog
{
    private readonly Dictionary<string, Permission> byName = new(StringComparer.Ordinal);
    private readonly List<PermissionStereotype> stereotypes = [];

    public IReadOnlyCollection<Permission> All => byName.Values;

    /// <summary>As the modules propose them; several may name the same role.</summary>
    public IReadOnlyCollection<PermissionStereotype> Stereotypes => stereotypes;

    public Permission? Find(string name) => byName.GetValueOrDefault(name);

    internal async Task LoadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var provider in scope.ServiceProvider.GetServices<IPermissionProvider>())
        {
            foreach (var permission in await provider.GetPermissionsAsync())
            {
                if (!byName.TryAdd(permission.Name, permission))
                    throw new ModuleLoadException(provider.GetType().Assembly.GetName().Name!, $"its permission {permission.Name} exists already.");
            }
            stereotypes.AddRange(provider.GetDefaultStereotypes());
        }
    }
}
