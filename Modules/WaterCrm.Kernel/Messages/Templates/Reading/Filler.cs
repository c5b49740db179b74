using System.Text;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates.Reading;

/// <summary>A value as the reader's language writes it.</summary>
internal readonly record struct Filling(string Text, bool IsLink);

/// <summary>Puts the values of one message into its texts, in the language that is being spoken. What it cannot fill it remembers, so that all of it is told at once.</summary>
internal sealed class Filler(IReadOnlyDictionary<string, object?> values, LocalFormat format)
{
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);
    private readonly SortedSet<string> wrong = new(StringComparer.Ordinal);
    private int? tooLong;

    /// <summary>Why the message must not be sent; null where it may.</summary>
    public Error? Refusal =>
        wrong.Count > 0 ? TemplateErrors.WrongValue.With(string.Join(", ", wrong))
        : missing.Count > 0 ? TemplateErrors.Missing.With(string.Join(", ", missing))
        : tooLong is { } most ? TemplateErrors.Endless.With(most) : null;

    /// <param name="template">What is said.</param>
    /// <param name="write">How a value is put into it.</param>
    /// <param name="longest">Characters after which it is given up.</param>
    public string Fill(Template template, Func<Filling, string> write, int longest)
    {
        var text = new StringBuilder();
        Fill(template.Parts, write, text, longest);
        return text.ToString();
    }

    /// <summary>Somebody found otherwise that the whole is too long.</summary>
    public void GiveUp(int longest) => tooLong ??= longest;

    private void Fill(IReadOnlyList<TemplatePart> parts, Func<Filling, string> write, StringBuilder text, int longest)
    {
        foreach (var part in parts)
        {
            if (part is Choice choice) Fill(IsThere(choice.Placeholder) ? choice.Then : choice.Else, write, text, longest);
            else if (part is Said said) text.Append(said.Text);
            else if (part is Place place && Value(place) is { } filling) text.Append(write(filling));

            if (text.Length <= longest) continue;
            GiveUp(longest);
            return;
        }
    }

    private bool IsThere(MessagePlaceholder placeholder) => values.GetValueOrDefault(placeholder.Name) switch
    {
        null => false,
        string text => !string.IsNullOrWhiteSpace(text),
        int number => number != 0,
        long number => number != 0,
        decimal number => number != 0,
        _ => true,
    };

    private Filling? Value(Place place)
    {
        var (name, value) = (place.Placeholder.Name, values.GetValueOrDefault(place.Placeholder.Name));
        if (value is null or string { Length: 0 }) return Note(missing, name);
        var text = place.Placeholder.Kind switch
        {
            PlaceholderKind.Text => value as string is { } said ? Clean(said) : null,
            PlaceholderKind.DateTime => (value as DateTime? ?? (value as DateTimeOffset?)?.UtcDateTime) is { } at ? Write(at, place.Format) : null,
            PlaceholderKind.Money => value switch { int amount => format.Money(amount), long amount => format.Money(amount), _ => null },
            PlaceholderKind.Number => value switch { int number => format.Number(number), long number => format.Number(number), decimal number => format.Number(number), _ => null },
            _ => LinkOf(value),
        };
        if (text is null) return Note(wrong, name);
        return text.Length == 0 ? Note(missing, name) : new Filling(text, place.Placeholder.Kind is PlaceholderKind.Link);
    }

    private static Filling? Note(SortedSet<string> names, string name)
    {
        names.Add(name);
        return null;
    }

    private string Write(DateTime at, string? form) => form switch { "date" => format.Date(at), "time" => format.Time(at), _ => format.DateAndTime(at) };

    private static string? LinkOf(object value)
    {
        var link = value as Uri ?? (Uri.TryCreate(value as string, UriKind.Absolute, out var read) ? read : null);
        return link is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? link.AbsoluteUri : null;
    }

    /// <summary>What somebody typed somewhere: without control characters, and without those that turn the direction of what stands behind them.</summary>
    private static string Clean(string text) => string.Concat(PlainText.Tidy(text).Replace('\t', ' ').Where(c => c is '\n' || !(char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))).Trim();
}
