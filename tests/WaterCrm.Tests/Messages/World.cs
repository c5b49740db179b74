using System.Globalization;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Reading;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Messages;

/// <summary>Places of every kind, and what is put into them.</summary>
internal static class World
{
    public static readonly Dictionary<string, MessagePlaceholder> Places = new[]
    {
        MessagePlaceholder.Text("name", "Name", "Hoa"), MessagePlaceholder.Text("note", "Note", "x"), MessagePlaceholder.DateTime("due", "Due", "2026-03-02T09:30:00Z"),
        MessagePlaceholder.Money("sum", "Sum", 125_000), MessagePlaceholder.Number("count", "Count", 1204), MessagePlaceholder.Link("link", "Link", "https://a.example/b"),
    }.ToDictionary(p => p.Name);

    public static Result<Template> Read(string text) => TemplateReader.Read(text, Places, 5_000);

    public static Error Wrong(string text) => Read(text).Error ?? throw new InvalidOperationException($"{text} was taken.");

    /// <summary>Line, column, and what else the sentence says.</summary>
    public static string Said(Error error) => $"{error.Code} {string.Join(' ', error.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)))}";

    public static Filler Filler(params (string Name, object? Value)[] values) =>
        new(values.ToDictionary(v => v.Name, v => v.Value), new LocalFormat(new FakeTime(), new Utility(() => new UtilitySettings()), new NoWords()));

    public static (string Text, Error? Refusal) Fill(string text, string language, params (string Name, object? Value)[] values)
    {
        using var speaking = Languages.Speaking(Languages.Find(language)!);
        var filler = Filler(values);
        return (filler.Fill(Read(text).Value, v => v.Text, 5_000), filler.Refusal);
    }

    private sealed class NoWords : IStringLocalizer<Utility>
    {
        public LocalizedString this[string name] => new(name, name);

        public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(CultureInfo.InvariantCulture, name, arguments));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
