using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Look;

/// <summary>
/// Parts of a page that read the same on every page: head, header, foot. They are rendered once per language and kept as text until settings or words change.
/// </summary>
public sealed class KeptParts
{
    private readonly SettingsStore settings;
    private readonly WordBook words;
    private volatile Kept kept = new(null, null);

    internal KeptParts(SettingsStore settings, WordBook words) => (this.settings, this.words) = (settings, words);

    /// <summary>A part that reads the same for every stranger. Who has signed in may see more in it and is shown it fresh.</summary>
    /// <param name="html">The page's helper.</param>
    /// <param name="partial">A view that looks neither at the page nor at its address nor at which stranger is reading.</param>
    public ValueTask<IHtmlContent> Show(IHtmlHelper html, string partial) =>
        html.ViewContext.HttpContext.User.Identity is { IsAuthenticated: true } ? new(html.PartialAsync(partial)) : ShowToEverybody(html, partial);

    /// <summary>A part that reads the same for whoever reads it.</summary>
    /// <param name="html">The page's helper.</param>
    /// <param name="partial">A view that looks neither at the page nor at its address nor at who is reading.</param>
    public ValueTask<IHtmlContent> ShowToEverybody(IHtmlHelper html, string partial)
    {
        var context = html.ViewContext.HttpContext;
        var now = kept;
        if (!now.IsOf(settings.Stamp, words.Stamp)) kept = now = new(settings.Stamp, words.Stamp);
        var name = new Part(partial, html.ViewContext.ExecutingFilePath, CultureInfo.CurrentUICulture, context.Request.PathBase.Value);
        return now.Parts.TryGetValue(name, out var text) ? new(text) : Keep(html, now, name);
    }

    private static async ValueTask<IHtmlContent> Keep(IHtmlHelper html, Kept now, Part name)
    {
        using var text = new StringWriter(CultureInfo.CurrentCulture);
        (await html.PartialAsync(name.View)).WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return now.Parts[name] = new HtmlString(text.ToString());
    }

    /// <summary>A view's name may mean another view in another theme; the file that asks for it tells them apart.</summary>
    private readonly record struct Part(string View, string? Asker, CultureInfo Language, string? PathBase);

    private sealed record Kept(object? Settings, object? Words)
    {
        public ConcurrentDictionary<Part, HtmlString> Parts { get; } = new();

        public bool IsOf(object settings, object words) => ReferenceEquals(settings, Settings) && ReferenceEquals(words, Words);
    }
}
