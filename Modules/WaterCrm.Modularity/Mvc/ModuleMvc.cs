using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Mvc;

/// <summary>MVC over the modules of a shell.</summary>
internal static class ModuleMvc
{
    private const int MostFields = 20_000;

    public static void AddModuleMvc(this IServiceCollection services, ShellModules modules)
    {
        // MVC takes the parts it finds here; were there none, it would take the entry assembly's.
        var parts = new ApplicationPartManager();
        foreach (var module in modules.Modules) parts.ApplicationParts.Add(new ModulePart(module, modules));
        services.AddSingleton(parts);

        services.AddControllersWithViews(mvc =>
        {
            mvc.Conventions.Add(new AreaOfModule(modules));
            mvc.MaxModelValidationErrors = 50;
            mvc.MaxModelBindingCollectionSize = MostFields;
        }).AddJsonOptions(json => json.JsonSerializerOptions.MaxDepth = 32);
        services.AddSingleton<IConfigureOptions<MvcOptions>, FiltersOfPages>();
        services.AddRazorComponents();
        services.AddAuthentication();
        services.AddAuthorization();

        services.AddSingleton<PageThemes>();
        services.AddOptions<RazorViewEngineOptions>().Configure<PageThemes>((razor, themes) => razor.ViewLocationExpanders.Add(new ThemeViews(modules, themes)));
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(form =>
        {
            // Far above what a page has: as long as a form can be read, its page can come back with what was typed and say what is wrong.
            form.ValueCountLimit = MostFields;
            form.KeyLengthLimit = 512;
            form.BufferBodyLengthLimit = 12 * 1024 * 1024;
            form.MultipartBodyLengthLimit = long.MaxValue;   // a body's limit is the server's or the action's
        });
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = "WaterCrm.Form";
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.Cookie.HttpOnly = true;
            a.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            a.SuppressXFrameOptionsHeader = true;   // the content security policy says it
        });
    }

    /// <summary>Attribute routes come with the controllers; this is the way to every other action.</summary>
    public static void MapModules(this IEndpointRouteBuilder routes, ShellModules modules)
    {
        foreach (var module in modules.Modules) routes.MapAreaControllerRoute(module.Id, module.Id, module.Id + "/{controller}/{action}/{id?}");
    }

    /// <summary>As instances: MVC makes a filter that it knows by type anew for each request, and then every other of the action too.</summary>
    private sealed class FiltersOfPages(IOptions<FormOptions> form, IAntiforgery antiforgery) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            options.Filters.Add(new ReadForm(form));
            options.Filters.Add(new AntiforgeryOfPages(antiforgery));
        }
    }
}
