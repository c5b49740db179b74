using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Words;

/// <summary>A localizer that knows plural forms; use it through <see cref="LocalizerWords.Plural"/>.</summary>
internal interface ICountingLocalizer
{
    string? Form(string singular, long count);
}

/// <summary>The words of one module.</summary>
internal class ModuleLocalizer(WordBook book, string module) : IStringLocalizer, ICountingLocalizer
{
    public LocalizedString this[string name]
    {
        get
        {
            var found = Find(name);
            return new LocalizedString(name, found ?? name, found is null);
        }
    }

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var found = Find(name);
            return new LocalizedString(name, SentenceForm.Fill(found ?? name, arguments), found is null);
        }
    }

    public string? Form(string singular, long count) =>
        book.Find(module, CultureInfo.CurrentUICulture, singular) is not { } entry ? null : entry.Forms[count == 1 || entry.Forms.Length == 1 ? 0 : 1];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        book.All(module, CultureInfo.CurrentUICulture).Select(e => new LocalizedString(e.Key, e.Forms[0]));

    private string? Find(string name) => book.Find(module, CultureInfo.CurrentUICulture, name)?.Forms[0];
}

/// <summary>The words of the module in whose assembly the type stands.</summary>
internal sealed class ModuleLocalizer<T>(WordBook book) : ModuleLocalizer(book, typeof(T).Assembly.GetName().Name!), IStringLocalizer<T>;

/// <inheritdoc cref="ModuleLocalizer"/>
internal sealed class ModuleLocalizerFactory(WordBook book) : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<string, ModuleLocalizer> made = new();

    public IStringLocalizer Create(Type resourceSource) => Of(resourceSource.Assembly.GetName().Name!);

    public IStringLocalizer Create(string baseName, string location) => Of(location);

    private ModuleLocalizer Of(string module) => made.GetOrAdd(module, (id, b) => new ModuleLocalizer(b, id), book);
}
