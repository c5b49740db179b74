using WaterCrm.Kernel.Words;

namespace WaterCrm.Tests.Words;

public sealed class WordsTests
{
    private static readonly string[] Translated = ["vi", "zh-Hans"];

    public static TheoryData<string, string> ModulesAndLanguages =>
        [.. WordsInSource.Modules.SelectMany(m => Translated.Select(language => new TheoryDataRow<string, string>(m.Name, language)))];

    [Theory, MemberData(nameof(ModulesAndLanguages))]
    public void Every_sentence_in_the_source_is_translated(string module, string language) =>
        Assert.Empty(Missing(WordsInSource.Of(Folder(module)).Words, [.. Entries(module, language), .. Entries(WordBook.Common, language)]));

    [Theory, MemberData(nameof(ModulesAndLanguages))]
    public void Every_translation_is_used(string module, string language)
    {
        // Kernel's common words are there for all.
        var readers = module == WordBook.Common ? WordsInSource.Modules : [Folder(module)];
        Assert.Empty(Unused(readers.SelectMany(m => WordsInSource.Of(m).Words), Entries(module, language)));
    }

    [Theory, MemberData(nameof(ModulesAndLanguages))]
    public void A_translation_has_the_same_placeholders_as_its_English(string module, string language) =>
        Assert.Empty(Entries(module, language).Where(UnlikePlaceholders).Select(e => e.Id));

    [Fact]
    public void No_key_is_put_together_at_run_time() => Assert.Empty(WordsInSource.Modules.SelectMany(m => WordsInSource.Of(m).Breaches));

    [Fact]
    public void A_module_does_not_repeat_what_the_kernel_says() =>
        Assert.Empty(from module in WordsInSource.Modules
                     where module.Name != WordBook.Common
                     from language in Translated
                     let common = Entries(WordBook.Common, language).ToDictionary(e => e.Key, e => e.Forms[0])
                     from entry in Entries(module.Name, language)
                     where common.TryGetValue(entry.Key, out var said) && said == entry.Forms[0]
                     select $"{module.Name} {language}: {entry.Id}");

    [Fact]
    public void There_are_words_to_check()
    {
        Assert.Contains(WordsInSource.Modules, m => m.Name == WordBook.Common);
        Assert.Contains(WordsInSource.Modules, m => m.Name == "WaterCrm.StaffTheme");
        Assert.True(WordsInSource.Of(Folder(WordBook.Common)).Words.Count > 20);
        Assert.All(Translated, language => Assert.True(Entries(WordBook.Common, language).Count > 20));
    }

    [Fact]
    public void The_check_itself_notices_a_breach()
    {
        const string source = """
            public sealed class Offender(IStringLocalizer<Startup> words, IStringLocalizer<Startup> S)
            {
                string a = S["Close \"it\""], b = S[late ? "Late" : state == "open" ? "Open" : "Closed"], c = S.Plural(n, "1 fish", "{0} fish"), d = S.In("verb", "Open");
                static readonly Error Gone = new("fish.gone", "The fish is gone", 404), Wet = new Error("fish.wet", "The fish is wet");
                static readonly Permission Catch = new("Fish.Catch", "Catch fish");
                IEnumerable<PermissionStereotype> Roles => [new() { Name = "Angler", Permissions = [Catch] }];
                void Rules() => RuleFor(x => x.Name).NotEmpty().WithMessage("Name the fish");
                Error Empty => Invalid with { Fields = [new(nameof(Name), "Say its name.")] };
                [Setting("Bait", Help = "What fish like.", Unit = "grams", Max = 5, Required = true)] public int Bait { get; init; }
                string kind = Word.Of("Carp");   // S["a comment at the end is read"]
                // S["a line of comment is not"]
                string e = S[$"{kind} swims"], f = S["to" + "gether"], fine = S[kind];
            }
            """;
        var (words, breaches) = (new List<SourceWord>(), new List<string>());
        WordsInSource.Read("Offender.cs", source, words, breaches);

        Assert.Equal(3, breaches.Count);
        Assert.Equal(["Close \"it\"", "Late", "Open", "Closed", "1 fish", "verb\u0004Open", "The fish is gone", "The fish is wet", "Catch fish", "Name the fish", "Say its name.", "Bait", "What fish like.", "grams", "Carp", "a comment at the end is read", "Angler"],
            words.Select(w => w.Key).Where(k => !k.StartsWith('{') && !k.StartsWith("to", StringComparison.Ordinal) && k != "gether"));

        var named = new List<SourceWord>();
        WordsInSource.Read("Manifest.cs", """[assembly: Module(Id = "Offender", Name = "Fish", Category = "Water", Description = "Counts the \"fish\".")] [assembly: Feature(Id = "Offender.Nets", Name = "Nets", Description = "Mends them.")]""", named, breaches);
        Assert.Equal(["Fish", "Nets", "Counts the \"fish\".", "Mends them."], named.Select(w => w.Key));

        var file = PoFile.Read("vi.po", """
            msgid "Late"
            msgstr "Trễ"
            msgid "Nobody says this"
            msgstr "Không ai nói"
            """);
        Assert.Contains("Angler", Assert.Single(Missing(words, file), m => m.Contains("Angler", StringComparison.Ordinal)));
        Assert.DoesNotContain(Missing(words, file), m => m.Contains("'Late'", StringComparison.Ordinal));
        Assert.Equal(["Nobody says this"], Unused(words, file));
        Assert.True(UnlikePlaceholders(new PoEntry(null, "{0} of {1}", null, ["{0}"], 1)));
        Assert.False(UnlikePlaceholders(new PoEntry(null, "{0} of {1:00}", null, ["{1} / {0}"], 1)));
    }

    private static DirectoryInfo Folder(string module) => WordsInSource.Modules.Single(m => m.Name == module);

    private static IReadOnlyList<PoEntry> Entries(string module, string language)
    {
        var file = Path.Combine(Folder(module).FullName, "Localization", language + ".po");
        return File.Exists(file) ? PoFile.Read(file, File.ReadAllText(file)) : [];
    }

    private static IEnumerable<string> Missing(IEnumerable<SourceWord> words, IReadOnlyList<PoEntry> entries)
    {
        var known = entries.DistinctBy(e => e.Key).ToDictionary(e => e.Key);
        return words.Where(w => !known.TryGetValue(w.Key, out var entry) || entry.PluralId != w.Plural).Select(w => $"{w.Where}: '{w.Key.Replace('\u0004', '|')}'").Distinct().ToList();
    }

    private static IEnumerable<string> Unused(IEnumerable<SourceWord> words, IReadOnlyList<PoEntry> entries)
    {
        var used = words.Select(w => w.Key).ToHashSet();
        return entries.Where(e => !used.Contains(e.Key)).Select(e => e.Id).ToList();
    }

    private static bool UnlikePlaceholders(PoEntry entry) => !Placeholders.Of(entry.PluralId ?? entry.Id).SetEquals(Placeholders.Of(entry.Forms[^1]));
}
