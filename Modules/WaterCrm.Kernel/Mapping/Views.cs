using System.Reflection;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Mapping;

/// <summary>
/// The one seam to AutoMapper: rows of a table as the records that pages show, chosen column by column in the database.
/// It is for views that mirror an entity; everything else is a <c>Select</c>. No other file but the views' profiles names the library.
/// </summary>
public sealed class Views(AutoMapper.IConfigurationProvider maps)
{
    public IQueryable<TView> Of<TView>(IQueryable entities) => entities.ProjectTo<TView>(maps);
}

public static class ViewServices
{
    /// <summary>Registers the profiles that are nested in an assembly's views.</summary>
    public static IServiceCollection AddViews(this IServiceCollection services, Assembly assembly) => services.AddSingleton(new ViewAssembly(assembly));

    internal static IServiceCollection AddViewMapping(this IServiceCollection services)
    {
        services.AddSingleton<AutoMapper.IConfigurationProvider>(provider => new MapperConfiguration(map =>
        {
            // Without a key the library works and says so in the log; docs/decisions/0004 tells who needs one.
            if (provider.GetRequiredService<IConfiguration>()["AutoMapper:LicenseKey"] is { Length: > 0 } key) map.LicenseKey = key;
            map.AddMaps(provider.GetServices<ViewAssembly>().Select(v => v.Assembly));
        }, provider.GetRequiredService<ILoggerFactory>()));
        return services.AddSingleton<Views>();
    }
}

internal sealed record ViewAssembly(Assembly Assembly);
