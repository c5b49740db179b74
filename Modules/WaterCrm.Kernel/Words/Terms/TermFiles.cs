using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace WaterCrm.Kernel.Words.Terms;

/// <summary>The operator's corrections as files that an editor opens too: <c>App_Data/Localization/{ModuleId}/{culture}.po</c>.</summary>
internal sealed class TermFiles(IConfiguration configuration, IHostEnvironment host)
{
    private readonly Lock writing = new();

    /// <summary>Puts a correction into its file, or takes it out; the file is whole at every moment.</summary>
    /// <exception cref="PoException">Somebody's editor broke the file; it is left as it is.</exception>
    public void Write(Term term, string culture, string[]? forms)
    {
        lock (writing)
        {
            var path = PathOf(term.Module, culture);
            List<PoEntry> entries = File.Exists(path) ? [.. PoFile.Read(path, File.ReadAllText(path))] : [];
            entries.RemoveAll(e => e.Key == term.Entry.Key);
            if (forms is not null) entries.Add(term.Entry with { Forms = forms });

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var whole = path + ".new";
            File.WriteAllText(whole, Text(culture, entries));
            File.Move(whole, path, overwrite: true);
        }
    }

    /// <summary>Says whether the file can be written over without losing what an editor left in it.</summary>
    public string? BrokenBy(Term term, string culture)
    {
        var path = PathOf(term.Module, culture);
        try
        {
            if (File.Exists(path)) PoFile.Read(path, File.ReadAllText(path));
            return null;
        }
        catch (PoException broken)
        {
            return broken.Message;
        }
    }

    private string PathOf(string module, string culture) =>
        Path.Combine(Path.GetFullPath(configuration["AppData"] ?? "App_Data", host.ContentRootPath), "Localization", module, culture + ".po");

    private static string Text(string culture, IEnumerable<PoEntry> entries)
    {
        var text = new StringBuilder($"""
            # Corrections of the product's words. Written by the page Words; it may also be edited here while the program does not run.
            msgid ""
            msgstr ""
            "Content-Type: text/plain; charset=UTF-8\n"
            "Language: {culture}\n"
            "Plural-Forms: nplurals={(culture == "en" ? "2; plural=(n != 1)" : "1; plural=0")};\n"

            """.ReplaceLineEndings("\n"));
        foreach (var entry in entries)
        {
            text.Append('\n');
            if (entry.Context is { } context) text.Append($"msgctxt {Quoted(context)}\n");
            text.Append($"msgid {Quoted(entry.Id)}\n");
            if (entry.PluralId is { } plural) text.Append($"msgid_plural {Quoted(plural)}\n");
            for (var i = 0; i < entry.Forms.Length; i++) text.Append(entry.PluralId is null ? $"msgstr {Quoted(entry.Forms[i])}\n" : FormattableString.Invariant($"msgstr[{i}] {Quoted(entry.Forms[i])}\n"));
        }
        return text.ToString();
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n").Replace("\t", "\\t", StringComparison.Ordinal)}\"";
}
