using System.Text.RegularExpressions;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Messages.Templates.Reading;

/// <summary>
/// Reads a text with places once to a small tree. There are three things to write:
/// <c>{{name}}</c> for a value, <c>{{name | date}}</c> or <c>{{name | time}}</c> for a half of a day and time, and
/// <c>{{#if name}}...{{else}}...{{/if}}</c> for what depends on whether there is a value. There are no loops and no arithmetic, so a text always ends.
/// A part's beginning, else and end that have a line for themselves leave no empty line behind.
/// </summary>
internal sealed partial class TemplateReader
{
    private const int LongestShown = 40;

    private readonly string text;
    private readonly IReadOnlyDictionary<string, MessagePlaceholder> known;
    private readonly Stack<OpenPart> open = new();
    private List<TemplatePart> parts = [];
    private int at;
    private int places;

    private TemplateReader(string text, IReadOnlyDictionary<string, MessagePlaceholder> known) => (this.text, this.known) = (text, known);

    /// <param name="text">As it was typed.</param>
    /// <param name="known">The values this kind of message has.</param>
    /// <param name="longest">Characters that fit.</param>
    public static Result<Template> Read(string text, IReadOnlyDictionary<string, MessagePlaceholder> known, int longest)
    {
        if (text.Length > longest) return TemplateErrors.TooLong.With(text.Length, longest);
        if (PlainText.FlawOf(text) is not TextFlaw.None || text.Any(Mark.IsReserved)) return TemplateErrors.Unreadable;
        return new TemplateReader(text.ReplaceLineEndings("\n"), known).Read();
    }

    private Result<Template> Read()
    {
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var begin)
        {
            var end = text.IndexOf("}}", begin + 2, StringComparison.Ordinal);
            var line = text.IndexOf('\n', begin);
            if (end < 0 || (line >= 0 && line < end)) return At(begin, TemplateErrors.Unended);
            if (++places > Template.MostPlaces) return At(begin, TemplateErrors.TooMany, Template.MostPlaces);
            if (Take(begin, end + 2) is { } wrong) return wrong;
        }

        Say(text.Length);
        if (open.TryPeek(out var unclosed)) return At(unclosed.At, TemplateErrors.Unclosed, unclosed.Words);
        return new Template(parts);
    }

    private Error? Take(int begin, int end)
    {
        var words = text[begin..end];
        if (Tag().Match(words) is not { Success: true } tag) return At(begin, TemplateErrors.Unwritten, Short(words));
        var from = begin;
        if (!tag.Groups["place"].Success && IsAlone(begin, end)) (begin, end) = (StartOfLine(begin), Math.Min(text.Length, EndOfLine(end) + 1));
        Say(begin);
        at = end;
        if (tag.Groups["else"].Success) return Else(from);
        if (tag.Groups["end"].Success) return End(from);

        var name = tag.Groups["name"].Value;
        if (!known.TryGetValue(name, out var placeholder)) return At(from, TemplateErrors.Unknown, Short(name));
        return tag.Groups["if"].Success ? Begin(from, placeholder, words) : Put(from, placeholder, tag.Groups["format"] is { Success: true, Value: var format } ? format : null);
    }

    private Error? Put(int from, MessagePlaceholder placeholder, string? format)
    {
        if (format is not null && (placeholder.Kind is not PlaceholderKind.DateTime || format is not ("date" or "time"))) return At(from, TemplateErrors.UnknownFormat, placeholder.Name, Short(format));
        parts.Add(new Place(placeholder, format));
        return null;
    }

    private Error? Begin(int from, MessagePlaceholder placeholder, string words)
    {
        if (open.Count == Template.Deepest) return At(from, TemplateErrors.TooDeep, Template.Deepest);
        open.Push(new OpenPart(placeholder, from, words, parts));
        parts = [];
        return null;
    }

    private Error? Else(int from)
    {
        if (!open.TryPeek(out var part)) return At(from, TemplateErrors.Loose, "{{else}}");
        if (part.Then is not null) return At(from, TemplateErrors.SecondElse);
        (part.Then, parts) = (parts, []);
        return null;
    }

    private Error? End(int from)
    {
        if (!open.TryPop(out var part)) return At(from, TemplateErrors.Loose, "{{/if}}");
        var choice = part.Then is { } then ? new Choice(part.Placeholder, then, parts) : new Choice(part.Placeholder, parts, []);
        parts = part.Around;
        parts.Add(choice);
        return null;
    }

    private void Say(int until)
    {
        if (until > at) parts.Add(new Said(text[at..until]));
    }

    /// <summary>Nothing but blanks on the line before it and behind it.</summary>
    private bool IsAlone(int begin, int end)
    {
        var start = StartOfLine(begin);
        return start >= at && text.AsSpan(start, begin - start).IndexOfAnyExcept(' ', '\t') < 0 && text.AsSpan(end, EndOfLine(end) - end).IndexOfAnyExcept(' ', '\t') < 0;
    }

    private int StartOfLine(int from) => text.AsSpan(0, from).LastIndexOf('\n') + 1;

    private int EndOfLine(int from) => text.IndexOf('\n', from) is >= 0 and var found ? found : text.Length;

    private Error At(int place, Error error, params object[] more)
    {
        var before = text.AsSpan(0, place);
        var column = before[(before.LastIndexOf('\n') + 1)..];
        return error.With([before.Count('\n') + 1, column.Length - CountLow(column) + 1, .. more]);
    }

    private static int CountLow(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text) count += char.IsLowSurrogate(c) ? 1 : 0;
        return count;
    }

    private static string Short(string words) => words.Length <= LongestShown ? words : words[..LongestShown] + "…";

    [GeneratedRegex(@"^\{\{[ \t]*(?:(?<else>else)|(?<end>/if)|(?<if>\#if)[ \t]+(?<name>[a-z][a-z0-9.-]*)|(?<place>)(?<name>[a-z][a-z0-9.-]*)(?:[ \t]*\|[ \t]*(?<format>[a-z]+))?)[ \t]*\}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>A part whose end has not come yet.</summary>
    private sealed class OpenPart(MessagePlaceholder placeholder, int at, string words, List<TemplatePart> around)
    {
        public MessagePlaceholder Placeholder => placeholder;

        public int At => at;

        public string Words => words;

        /// <summary>What stood before it.</summary>
        public List<TemplatePart> Around => around;

        public List<TemplatePart>? Then { get; set; }
    }
}
