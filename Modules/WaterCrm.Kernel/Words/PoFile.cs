using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Words;

/// <summary>One sentence of a PO file: the English it stands for, and its translation in one form or, for counted things, several.</summary>
internal sealed record PoEntry(string? Context, string Id, string? PluralId, string[] Forms, int Line)
{
    public string Key => PoFile.KeyOf(Context, Id);
}

/// <summary>A PO file that cannot be read. Says where, since whoever edited it has only an editor.</summary>
internal sealed class PoException(string file, int line, string what) : FormatException($"{file}({line}): {what}")
{
    public int Line { get; } = line;
}

/// <summary>Reads gettext's PO format: continued lines, contexts, plural forms, escapes, comments, fuzzy and obsolete entries (both left out).</summary>
internal sealed partial class PoFile
{
    /// <summary>Gettext's own separator between context and text.</summary>
    public static string KeyOf(string? context, string id) => context is null ? id : $"{context}\u0004{id}";

    public static IReadOnlyList<PoEntry> Read(string file, Stream stream)
    {
        try
        {
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Read(file, reader.ReadToEnd());
        }
        catch (DecoderFallbackException)
        {
            throw new PoException(file, 1, "the file is not UTF-8");
        }
    }

    public static IReadOnlyList<PoEntry> Read(string file, string text)
    {
        var reader = new PoFile(file);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n')) reader.Take(line.Trim());
        reader.Finish();
        return reader.entries;
    }

    private readonly string file;
    private readonly List<PoEntry> entries = [];
    private readonly Dictionary<string, int> seen = [];
    private readonly SortedDictionary<int, StringBuilder> forms = [];
    private StringBuilder? context, id, plural, open;
    private int line, start, formsExpected;
    private bool fuzzy;

    private PoFile(string file) => this.file = file;

    private void Take(string text)
    {
        line++;
        if (text.StartsWith('#'))
        {
            if (forms.Count > 0) Finish();
            if (text.StartsWith("#,", StringComparison.Ordinal) && text.Contains("fuzzy", StringComparison.Ordinal)) fuzzy = true;
            return;
        }

        if (text.Length == 0) return;
        if (text[0] == '"')
        {
            (open ?? throw Broken("a text stands here that belongs to no msgid or msgstr")).Append(Unquote(text));
            return;
        }

        var match = Keyword().Match(text);
        if (!match.Success) throw Broken($"\"{Shorten(text)}\" is neither a comment nor msgctxt, msgid, msgid_plural or msgstr");
        open = Begin(match.Groups["word"].Value, match.Groups["form"]);
        open.Append(Unquote(match.Groups["text"].Value));
    }

    private StringBuilder Begin(string word, Group form)
    {
        switch (word)
        {
            case "msgctxt":
                Finish();
                start = line;
                return context = new StringBuilder();
            case "msgid":
                if (context is null || id is not null) Finish();
                start = line;
                return id is null ? id = new StringBuilder() : throw Broken("msgid without the msgstr of the one before it");
            case "msgid_plural":
                if (id is null || forms.Count > 0) throw Broken("msgid_plural must stand between msgid and msgstr");
                return plural = new StringBuilder();
            default:
                if (id is null) throw Broken("msgstr without a msgid before it");
                if (form.Success != plural is not null) throw Broken(form.Success ? "msgstr[n] without msgid_plural" : "msgid_plural wants msgstr[0], msgstr[1] ...");
                var number = form.Success ? int.Parse(form.ValueSpan, CultureInfo.InvariantCulture) : 0;
                if (number != forms.Count) throw Broken(form.Success ? $"msgstr[{forms.Count}] is missing before this line" : "a second msgstr for the same msgid");
                return forms[number] = new StringBuilder();
        }
    }

    private void Finish()
    {
        if (id is not null) Add();
        else if (context is not null) throw Broken("msgctxt without a msgid");
        (context, id, plural, open, fuzzy) = (null, null, null, null, fuzzy && id is null);
        forms.Clear();
    }

    private void Add()
    {
        if (forms.Count == 0) throw Broken($"msgid \"{Shorten(id!.ToString())}\" has no msgstr");
        var entry = new PoEntry(context?.ToString(), id!.ToString(), plural?.ToString(), [.. forms.Values.Select(f => f.ToString())], start);
        if (entry is { Context: null, Id: "" })
        {
            Header(entry.Forms[0]);
            return;
        }

        if (fuzzy || entry.Forms.All(f => f.Length == 0)) return;   // not translated yet: English is better than nothing
        if (entry.PluralId is not null && formsExpected > 0 && entry.Forms.Length != formsExpected)
            throw new PoException(file, start, $"\"{Shorten(entry.Id)}\" has {entry.Forms.Length} plural forms, the header says {formsExpected}");
        if (!seen.TryAdd(entry.Key, start)) throw new PoException(file, start, $"\"{Shorten(entry.Id)}\" stands already in line {seen[entry.Key]}");
        foreach (var form in entry.Forms)
            if (Placeholders.Strange(form, entry) is { } strange)
                throw new PoException(file, start, $"the translation \"{Shorten(form)}\" has {strange}, its English has not");
        entries.Add(entry);
    }

    /// <summary>Vietnamese and Chinese count in one form, English in two; a language that counts in more is not among ours.</summary>
    private void Header(string text)
    {
        var match = PluralForms().Match(text);
        if (!match.Success) return;
        formsExpected = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        if (formsExpected is < 1 or > 2) throw Broken($"nplurals={formsExpected}: only languages with one or two forms can be read");
    }

    private string Unquote(string quoted)
    {
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"') throw Broken("a text must stand between two quotation marks on one line");
        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] == '"') throw Broken("a quotation mark inside a text must be written \\\"");
            if (quoted[i] != '\\')
            {
                text.Append(quoted[i]);
                continue;
            }

            if (++i == quoted.Length - 1) throw Broken("the closing quotation mark is missing (the last one is escaped)");
            text.Append(quoted[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '"' => '"', '\\' => '\\', var other => throw Broken($"\\{other} is not an escape") });
        }

        return text.ToString();
    }

    private PoException Broken(string what) => new(file, line, what);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";

    [GeneratedRegex(@"^(?<word>msgctxt|msgid_plural|msgid|msgstr)(\[(?<form>\d{1,2})\])?\s*(?<text>"".*)$")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"nplurals\s*=\s*(\d{1,4})")]
    private static partial Regex PluralForms();
}
