using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace WaterCrm.Modularity.Web;

internal static class StaticFiles
{
    private static readonly string[] Encodings = ["br", "gzip"];   // the smaller first

    public static void UseModuleFiles(this IApplicationBuilder app, IServiceProvider services)
    {
        var files = services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".geojson"] = "application/geo+json";
        // What has no smaller form goes on to the files as they are.
        foreach (var encoding in Encodings)
        {
            var smaller = Options(new CompressedFiles(files, encoding), types, encoding);
            app.UseWhen(context => CompressedFiles.IsWorthIt(context.Request.Path.Value) && Takes(context.Request, encoding), browser => browser.UseStaticFiles(smaller));
        }

        app.UseStaticFiles(Options(files, types, encoding: null));
    }

    /// <summary>A file asked for with its hash (asp-append-version) never changes; any other may after an upgrade.</summary>
    private static StaticFileOptions Options(IFileProvider files, FileExtensionContentTypeProvider types, string? encoding) => new()
    {
        FileProvider = files,
        ContentTypeProvider = types,
        OnPrepareResponse = file =>
        {
            var headers = file.Context.Response.Headers;
            headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600";
            if (!CompressedFiles.IsWorthIt(file.File.Name)) return;
            headers.Vary = HeaderNames.AcceptEncoding;
            if (encoding is not null) headers.ContentEncoding = encoding;
        },
    };

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.FirstOrDefault(e => e.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)) is { Quality: null or > 0 };
}
