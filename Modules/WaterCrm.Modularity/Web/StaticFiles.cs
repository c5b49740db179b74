using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Modularity.Web;

internal static class StaticFiles
{
    /// <summary>A file asked for with its hash (asp-append-version) never changes; any other may after an upgrade.</summary>
    public static void UseModuleFiles(this IApplicationBuilder app, IServiceProvider services)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".geojson"] = "application/geo+json";
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider,
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
    }
}
