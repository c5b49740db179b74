using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.WebEncoders;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Benchmarks.Running;

/// <summary>The pages of the fixtures in an MVC application of a few lines, with the middleware that the shell has.</summary>
internal static class PlainFixtures
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures");

    /// <param name="filter">Sees every result before it is written.</param>
    public static WebApplication Build(IResultFilter? filter = null)
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

        var parts = new ApplicationPartManager();
        parts.ApplicationParts.Add(new AssemblyPart(Module("Fixture.South")));
        parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(Module("Fixture.South")));
        parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(Module("Fixture.Theme")));
        builder.Services.AddSingleton(parts);
        builder.Services.AddControllersWithViews(mvc =>
        {
            mvc.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
            if (filter is not null) mvc.Filters.Add(filter);
        });
        builder.Services.AddAuthentication("Session").AddCookie("Session");
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure<RequestLocalizationOptions>(o => o.AddSupportedCultures("en", "vi", "zh-Hans").AddSupportedUICultures("en", "vi", "zh-Hans"));
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        var app = builder.Build();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorPages>();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(Folder, "Fixture.North", "wwwroot")) });
        app.UseRouting();
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<OnlyText>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestLocalization();
        app.MapDefaultControllerRoute();
        return app;
    }

    private static Assembly Module(string id) => ModuleLoadContext.LoadModule(id, Path.Combine(Folder, id, id + ".dll"));
}
