using System.Text;
using System.Text.RegularExpressions;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Words;

/// <summary>A sentence that a person will read, as the source says it.</summary>
public sealed record SourceWord(string Key, string? Plural, string Where);

/// <summary>
/// Finds the sentences in a module's source: S["..."], S.Plural, S.In, Word.Of, errors, permissions, stereotypes, validation messages,
/// Display names, settings, what the audit says, names and descriptions of modules. What it could not find - an interpolated key, a localizer with another name - it reports as a breach.
/// </summary>
public static partial class WordsInSource
{
    /// <summary>Folders of all modules and themes, whatever they are called, and of the two from which authors learn.</summary>
    public static IReadOnlyList<DirectoryInfo> Modules { get; } =
    [
        .. new[] { "Modules", "Themes" }.SelectMany(f => new DirectoryInfo(Repository.PathOf(f)).GetDirectories()).Where(d => d.GetFiles("*.csproj").Length == 1),
        .. new[] { "tests/WaterCrm.SampleModule", "tests/WaterCrm.SampleTheme" }.Select(f => new DirectoryInfo(Repository.PathOf(f))),
    ];

    public static (List<SourceWord> Words, List<string> Breaches) Of(DirectoryInfo module)
    {
        var (words, breaches) = (new List<SourceWord>(), new List<string>());
        foreach (var file in module.EnumerateFiles("*", SearchOption.AllDirectories).Where(IsSource))
            Read(Path.GetRelativePath(Repository.Root, file.FullName), File.ReadAllText(file.FullName), words, breaches);
        return (words, breaches);
    }

    internal static void Read(string file, string text, List<SourceWord> words, List<string> breaches)
    {
        text = Comment().Replace(text, "");
        foreach (Match match in Localizer().Matches(text))
            if (match.Groups["name"].Value != "S") breaches.Add($"{file}: a localizer is called S, not '{match.Groups["name"].Value}', so that its words are found");

        foreach (Match match in Call().Matches(text))
        {
            var where = $"{file}({text.AsSpan(0, match.Index).Count('\n') + 1})";
            var arguments = Arguments(text, match.Index + match.Length, match.Value[^1] == '[' ? ']' : ')');
            switch (match.Groups["call"].Value)
            {
                case "S[" or "Word.Of(":
                    words.AddRange(Literals(arguments.FirstOrDefault() ?? "", where, breaches).Select(t => new SourceWord(t, null, where)));
                    break;
                case "S.Plural(":
                    var counted = arguments.Skip(1).Take(2).Select(a => Literals(a, where, breaches)).ToList();
                    if (counted is [[var one], [var many]]) words.Add(new SourceWord(one, many, where));
                    else breaches.Add($"{where}: S.Plural wants two plain texts");
                    break;
                case "S.In(":
                    var placed = arguments.Take(2).Select(a => Literals(a, where, breaches)).ToList();
                    if (placed is [[var context], [var said]]) words.Add(new SourceWord(PoFile.KeyOf(context, said), null, where));
                    else breaches.Add($"{where}: S.In wants two plain texts");
                    break;
                case "[SettingsGroup(" or "[Setting(" or "[Audited(":
                    // The key of a group and the name of an action are no words.
                    words.AddRange(arguments.Skip(match.Groups["call"].Value == "[Setting(" ? 0 : 1).Where(a => !a.TrimStart().StartsWith("Page", StringComparison.Ordinal))
                        .SelectMany(a => Literals(a, where, breaches)).Select(t => new SourceWord(t, null, where)));
                    break;
                case "[BackgroundTask(":
                    words.AddRange(arguments.Where(a => a.TrimStart().StartsWith("Title", StringComparison.Ordinal) || a.TrimStart().StartsWith("Description", StringComparison.Ordinal))
                        .SelectMany(a => Literals(a, where, breaches)).Select(t => new SourceWord(t, null, where)));
                    break;
                case ".WithMessage(":
                    words.AddRange(Literals(arguments.FirstOrDefault() ?? "", where, breaches).Select(t => new SourceWord(t, null, where)));
                    break;
                default:   // new Error("code", "text"), new("Module.Verb", "text"), new FieldError(nameof(X.Y), "A sentence.")
                    if (arguments.Count < 2 || !(Code().IsMatch(arguments[0].Trim()) || Sentence().IsMatch(arguments[1].Trim()))) break;
                    words.AddRange(Literals(arguments[1], where, breaches).Select(t => new SourceWord(t, null, where)));
                    break;
            }
        }

        foreach (Match match in DisplayName().Matches(text)) words.Add(new SourceWord(Unescape(match.Groups["t"].Value), null, file));
        if (file.EndsWith("Manifest.cs", StringComparison.Ordinal) && (text.Contains("[assembly: Module(", StringComparison.Ordinal) || text.Contains("[assembly: Theme(", StringComparison.Ordinal)))
            words.AddRange(StereotypeName().Matches(text).Concat(Description().Matches(text)).Select(match => new SourceWord(Unescape(match.Groups["t"].Value), null, file)));
        if (text.Contains("PermissionStereotype", StringComparison.Ordinal))
            foreach (Match match in StereotypeName().Matches(text)) words.Add(new SourceWord(Unescape(match.Groups["t"].Value), null, file));
    }

    private static bool IsSource(FileInfo file) =>
        file.Extension is ".cs" or ".cshtml" or ".razor" && !file.FullName.Contains("node_modules", StringComparison.Ordinal) && !file.FullName.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>The arguments up to the closing bracket, split at the commas of this level.</summary>
    private static List<string> Arguments(string text, int from, char close)
    {
        var (found, current, depth) = (new List<string>(), new StringBuilder(), 0);
        for (var i = from; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                var end = i + 1;
                while (end < text.Length && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
                current.Append(text, i, Math.Min(end, text.Length - 1) - i + 1);
                i = end;
                continue;
            }

            if (depth == 0 && (c == close || c == ','))
            {
                found.Add(current.ToString());
                current.Clear();
                if (c == close) break;
                continue;
            }

            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            current.Append(c);
        }

        return found;
    }

    /// <summary>All texts of an argument: one, or both sides of a condition; none when a variable stands there, whose text is marked elsewhere.</summary>
    private static List<string> Literals(string argument, string where, List<string> breaches)
    {
        if (Interpolated().IsMatch(argument) || argument.Contains("\"\"\"", StringComparison.Ordinal) || Glued().IsMatch(argument))
            breaches.Add($"{where}: {argument.Trim()} is put together at run time and cannot be translated");
        // The left side of a comparison or a switch's patterns are not words.
        return [.. Literal().Matches(Compared().Replace(argument, "")).Select(m => Unescape(m.Groups["t"].Value))];
    }

    private static string Unescape(string literal) => Escape().Replace(literal, m => m.Groups[1].Value switch
    {
        "n" => "\n", "t" => "\t", "r" => "\r", ['u', .. var hex] => ((char)Convert.ToInt32(hex, 16)).ToString(), var other => other,
    });

    [GeneratedRegex(@"(?<![\w.])(?<call>S\[|S\.Plural\(|S\.In\(|Word\.Of\(|\[Setting(?:sGroup)?\(|\[Audited\(|\[BackgroundTask\(|new(?:\s+(?:Error|FieldError|Permission))?\s*\()|(?<call>\.WithMessage\()")]
    private static partial Regex Call();

    [GeneratedRegex("""^"[A-Za-z][\w-]*(\.[\w-]+)+"$""")]
    private static partial Regex Code();

    [GeneratedRegex("""^"[A-Z][^"]* [^"]*[.?!]"$""")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[ \t]*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"(?<t>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""[$@]+"(?!")""")]
    private static partial Regex Interpolated();

    [GeneratedRegex("\"\\s*\\+|\\+\\s*\"")]
    private static partial Regex Glued();

    [GeneratedRegex("(?:==|!=|\\bis(?: not)?|\\bor)\\s*\"(?:[^\"\\\\]|\\\\.)*\"|\"(?:[^\"\\\\]|\\\\.)*\"\\s*=>")]
    private static partial Regex Compared();

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|.)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<!this )IStringLocalizer(?:<[\w.]+>)?\??\s+(?<name>\w+)\s*[,)=;{]")]
    private static partial Regex Localizer();

    [GeneratedRegex("\\bDisplay\\(Name\\s*=\\s*\"(?<t>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex DisplayName();

    [GeneratedRegex("\\bName\\s*=\\s*\"(?<t>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex StereotypeName();

    [GeneratedRegex("\\bDescription\\s*=\\s*\"(?<t>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Description();
}
