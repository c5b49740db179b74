using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Words;

/// <summary>
/// All words of a shell, read when it is built and again when the operator corrects one. For each module and language one flat table holds what applies: the operator's
/// correction, else the module's own, else Kernel's; for the language itself, then for its parents.
/// </summary>
internal sealed class WordBook
{
    public const string Common = "WaterCrm.Kernel";

    private static readonly FrozenDictionary<string, PoEntry> Nothing = FrozenDictionary<string, PoEntry>.Empty;

    private const int MostRecent = 4;
    private static readonly List<(string Fingerprint, Pages Pages)> Recent = [];

    private readonly IReadOnlyList<(string ModuleId, IFileProvider Files)> modules;
    private readonly IFileProvider overrides;
    private readonly ILogger log;
    private volatile Pages pages;

    /// <param name="modules">Folder of each module.</param>
    /// <param name="overrides"><c>App_Data/Localization</c>, one folder a module.</param>
    /// <param name="log">Where a file that cannot be read is shouted about.</param>
    public WordBook(IEnumerable<(string ModuleId, IFileProvider Files)> modules, IFileProvider overrides, ILogger log)
    {
        (this.modules, this.overrides, this.log) = ([.. modules.DistinctBy(m => m.ModuleId)], overrides, log);
        pages = Kept(Fingerprint());
    }

    /// <summary>Files that could not be read, each with file, line and cause.</summary>
    public IReadOnlyList<string> Problems => pages.Problems;

    /// <summary>Another object when words may have changed.</summary>
    public object Stamp => pages;

    /// <summary>The modules' own words, by module, language and key.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, Dictionary<string, PoEntry>>> Shipped => pages.Shipped;

    /// <summary>What the operator says instead.</summary>
    public PoEntry? Corrected(string module, string culture, string key) => pages.Corrected.GetValueOrDefault(module)?.GetValueOrDefault(culture)?.GetValueOrDefault(key);

    /// <summary>Reads all files again; whoever asks meanwhile gets the words as they were.</summary>
    public void ReadAgain() => pages = Read();

    public PoEntry? Find(string module, CultureInfo culture, string key)
    {
        for (var c = culture; c.Name.Length > 0; c = c.Parent)
            if (pages.ByCulture.TryGetValue(c.Name, out var known))
                return (known.TryGetValue(module, out var words) || known.TryGetValue(Common, out words)) && words.TryGetValue(key, out var entry) ? entry : null;
        return null;
    }

    public IEnumerable<PoEntry> All(string module, CultureInfo culture) =>
        pages.ByCulture.GetValueOrDefault(culture.Name)?.GetValueOrDefault(module, Nothing).Values ?? [];

    /// <summary>Every file with its age and length; null where a file is none of the disk's.</summary>
    private string? Fingerprint()
    {
        List<IFileInfo> files = [.. modules.SelectMany(m => m.Files.GetDirectoryContents("Localization").Concat(overrides.GetDirectoryContents(m.ModuleId)))];
        return files.Exists(f => f.PhysicalPath is null) ? null : string.Join('|', files.Select(f => FormattableString.Invariant($"{f.PhysicalPath}*{f.LastModified.UtcTicks}*{f.Length}")).Concat(modules.Select(m => m.ModuleId)));
    }

    /// <summary>A shell that comes after another mostly has the same words as one before it, and putting them together is a good part of building it.</summary>
    private Pages Kept(string? fingerprint)
    {
        if (fingerprint is null) return Read();
        lock (Recent)
        {
            var found = Recent.FindIndex(r => r.Fingerprint == fingerprint);
            var kept = found < 0 ? Read() : Recent[found].Pages;
            if (found >= 0) Recent.RemoveAt(found);
            if (kept.Problems.Count == 0) Recent.Insert(0, (fingerprint, kept));
            if (Recent.Count > MostRecent) Recent.RemoveAt(MostRecent);
            return kept;
        }
    }

    private Pages Read()
    {
        List<string> problems = [];
        // One read per file: Kernel's tables are merged below those of every module.
        var shipped = modules.ToDictionary(m => m.ModuleId, m => Merge(Files(m.Files, "Localization", problems)));
        var corrected = modules.ToDictionary(m => m.ModuleId, m => Merge(Files(overrides, m.ModuleId, problems)));
        var own = modules.ToDictionary(m => m.ModuleId, m => Merge(Entries(corrected[m.ModuleId]), Entries(shipped[m.ModuleId])));
        own.TryAdd(Common, []);
        foreach (var problem in problems) log.LogError("Words were left out: {Problem}", problem);
        return new Pages(Languages.All.ToFrozenDictionary(l => l.Culture.Name, language => own.Keys.ToFrozenDictionary(module => module, module => Flatten(own, module, language.Culture))), shipped, corrected, problems);
    }

    private static IEnumerable<(string, PoEntry)> Entries(Dictionary<string, Dictionary<string, PoEntry>> cultures) => cultures.SelectMany(c => c.Value.Values.Select(entry => (c.Key, entry)));

    private static FrozenDictionary<string, PoEntry> Flatten(Dictionary<string, Dictionary<string, Dictionary<string, PoEntry>>> own, string module, CultureInfo culture)
    {
        var words = new Dictionary<string, PoEntry>(StringComparer.Ordinal);
        for (var c = culture; c.Name.Length > 0; c = c.Parent)
            foreach (var source in new[] { module, Common })
                foreach (var (key, entry) in own[source].GetValueOrDefault(c.Name) ?? [])
                    words.TryAdd(key, entry);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, Dictionary<string, PoEntry>> Merge(params IEnumerable<(string Culture, PoEntry Entry)>[] strongestFirst)
    {
        var cultures = new Dictionary<string, Dictionary<string, PoEntry>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (culture, entry) in strongestFirst.SelectMany(s => s))
        {
            if (!cultures.TryGetValue(culture, out var words)) cultures[culture] = words = new(StringComparer.Ordinal);
            words.TryAdd(entry.Key, entry);
        }

        return cultures;
    }

    private static IEnumerable<(string Culture, PoEntry Entry)> Files(IFileProvider files, string folder, List<string> problems) =>
        files.GetDirectoryContents(folder).Where(f => !f.IsDirectory && f.Name.EndsWith(".po", StringComparison.OrdinalIgnoreCase)).OrderBy(f => f.Name, StringComparer.Ordinal)
            .Where(f => IsLanguage(f, problems)).SelectMany(f => Read(f, problems).Select(entry => (Path.GetFileNameWithoutExtension(f.Name), entry)));

    private static bool IsLanguage(IFileInfo file, List<string> problems)
    {
        // zh.po serves zh-Hans as its parent; fr.po or vn.po would lie there unread for ever.
        var culture = Path.GetFileNameWithoutExtension(file.Name);
        if (Languages.All.Any(l => l.Culture.Name == culture || l.Culture.Parent.Name == culture)) return true;
        problems.Add($"{file.PhysicalPath ?? file.Name}: '{culture}' is not one of the languages {string.Join(", ", Languages.All.Select(l => l.Culture.Name))}");
        return false;
    }

    private static IReadOnlyList<PoEntry> Read(IFileInfo file, List<string> problems)
    {
        try
        {
            using var stream = file.CreateReadStream();
            return PoFile.Read(file.PhysicalPath ?? file.Name, stream);
        }
        catch (Exception problem) when (problem is PoException or IOException or UnauthorizedAccessException)
        {
            problems.Add(problem is PoException ? problem.Message : $"{file.PhysicalPath ?? file.Name}: {problem.Message}");
            return [];
        }
    }

    private sealed record Pages(FrozenDictionary<string, FrozenDictionary<string, FrozenDictionary<string, PoEntry>>> ByCulture,
        IReadOnlyDictionary<string, Dictionary<string, Dictionary<string, PoEntry>>> Shipped, IReadOnlyDictionary<string, Dictionary<string, Dictionary<string, PoEntry>>> Corrected, IReadOnlyList<string> Problems);
}
