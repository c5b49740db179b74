using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaterCrm.Kernel.Words.Terms;

namespace WaterCrm.Kernel.Words;

/// <summary>Words, languages and formats for a shell.</summary>
public static class WordsServices
{
    /// <summary>Wants <see cref="IModuleFiles"/>, IConfiguration, IHostEnvironment, logging and TimeProvider to be there.</summary>
    public static IServiceCollection AddWords(this IServiceCollection services)
    {
        services.AddSingleton(provider => new WordBook(provider.GetRequiredService<IModuleFiles>().All, Overrides(provider), provider.GetRequiredService<ILogger<WordBook>>()));
        services.AddSingleton<TermFiles>();
        services.AddSingleton<IStringLocalizerFactory, ModuleLocalizerFactory>();
        services.AddSingleton(typeof(IStringLocalizer<>), typeof(ModuleLocalizer<>));
        services.AddSingleton<LocalFormat>();
        services.AddSingleton<IConfigureOptions<RequestLocalizationOptions>, LanguageOfRequest>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, ReadMachineForm>();
        return services;
    }

    private static IFileProvider Overrides(IServiceProvider provider)
    {
        var root = Path.GetFullPath(provider.GetRequiredService<IConfiguration>()["AppData"] ?? "App_Data", provider.GetRequiredService<IHostEnvironment>().ContentRootPath);
        var folder = Path.Combine(root, "Localization");
        Directory.CreateDirectory(folder);   // corrections may come later
        return new PhysicalFileProvider(folder);
    }

    /// <summary>The one the address asks for, else the one chosen, else the browser's, else the utility's. Only those the utility offers, which may change from one request to the next.</summary>
    private sealed class LanguageOfRequest(Utility utility) : IConfigureOptions<RequestLocalizationOptions>
    {
        public void Configure(RequestLocalizationOptions options)
        {
            options.SupportedCultures = options.SupportedUICultures = [.. Languages.All.Select(l => l.Culture)];
            options.RequestCultureProviders = [new LanguageOfAddress(utility), new ChosenLanguage(utility), new LanguageOfBrowser(utility), new LanguageOfUtility(utility)];
            options.ApplyCurrentCultureToResponseHeaders = true;
        }
    }

    private sealed class ReadMachineForm(IStringLocalizer<Utility> S) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            options.ModelBinderProviders.Insert(0, new MachineFormBinderProvider());
            options.ModelMetadataDetailsProviders.Add(new EmptyTextInLists());
            var say = options.ModelBindingMessageProvider;
            say.SetAttemptedValueIsInvalidAccessor((value, field) => S["\"{0}\" cannot be used here.", value]);
            say.SetNonPropertyAttemptedValueIsInvalidAccessor(value => S["\"{0}\" cannot be used here.", value]);
            say.SetValueIsInvalidAccessor(value => S["\"{0}\" cannot be used here.", value]);
            say.SetValueMustNotBeNullAccessor(_ => S["Fill this in."]);
            say.SetMissingBindRequiredValueAccessor(_ => S["Fill this in."]);
            say.SetMissingKeyOrValueAccessor(() => S["Fill this in."]);
            say.SetUnknownValueIsInvalidAccessor(_ => S["This cannot be used here."]);
            say.SetNonPropertyUnknownValueIsInvalidAccessor(() => S["This cannot be used here."]);
            say.SetValueMustBeANumberAccessor(_ => S["This must be a number."]);
            say.SetNonPropertyValueMustBeANumberAccessor(() => S["This must be a number."]);
        }
    }

    private static ProviderCultureResult? Offered(Utility utility, Language? language) =>
        language is not null && utility.Languages.Contains(language) ? new ProviderCultureResult(language.Culture.Name) : null;

    private sealed class LanguageOfAddress(Utility utility) : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            Task.FromResult(Offered(utility, Languages.Find(Asked(httpContext))));
    }

    /// <summary>The page of an error is drawn under an address of its own; what counts is the one that was asked for.</summary>
    private static string? Asked(HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is { OriginalQueryString: { } original }
        ? QueryHelpers.ParseQuery(original).GetValueOrDefault(Languages.Query)
        : http.Request.QueryString.HasValue ? http.Request.Query[Languages.Query] : (string?)null;

    private sealed class ChosenLanguage(Utility utility) : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            Task.FromResult(Offered(utility, Languages.Find(httpContext.Request.Cookies[Languages.Cookie])));
    }

    private sealed class LanguageOfBrowser(Utility utility) : AcceptLanguageHeaderRequestCultureProvider
    {
        public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            (await base.DetermineProviderCultureResult(httpContext))?.UICultures.Select(asked => Offered(utility, Languages.Find(asked.Value))).FirstOrDefault(found => found is not null);
    }

    private sealed class LanguageOfUtility(Utility utility) : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(utility.Language.Culture.Name));
    }
}
