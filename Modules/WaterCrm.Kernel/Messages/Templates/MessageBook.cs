using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>A text as a module ships it.</summary>
internal sealed record ShippedText(MessageTextParts Parts, CompiledText Compiled, string Hash);

/// <summary>
/// The kinds of message of all modules that are on, with the texts they ship: <c>Messages/{code}.{language}.md</c>. They are read when the shell is built, and a file
/// that cannot be used stops it with a sentence that names file, line and column: a mail must not be found wanting at night.
/// </summary>
internal sealed class MessageBook
{
    private readonly Dictionary<string, MessageKind> kinds;
    private const int MostCompiled = 500;

    private readonly Dictionary<(string Kind, string Language), ShippedText> shipped = [];
    private readonly ConcurrentDictionary<(string Kind, MessageTextParts Parts), Result<CompiledText>> compiled = [];

    public MessageBook(IEnumerable<MessageKind> kinds, IModuleFiles files, IStringLocalizerFactory words)
    {
        this.kinds = kinds.ToDictionary(k => k.Code, StringComparer.Ordinal);
        foreach (var (module, folder) in files.All.DistinctBy(m => m.ModuleId))
            foreach (var file in folder.GetDirectoryContents("Messages").Where(f => !f.IsDirectory && f.Name.EndsWith(".md", StringComparison.Ordinal)))
                Add(module, file, words);
    }

    /// <summary>By their codes.</summary>
    public IReadOnlyList<MessageKind> Kinds => [.. kinds.Values.OrderBy(k => k.Code, StringComparer.Ordinal)];

    public MessageKind? Find(string code) => kinds.GetValueOrDefault(code);

    public ShippedText? Shipped(string kind, string language) => shipped.GetValueOrDefault((kind, language));

    /// <summary>An operator's text, read. Those in force are read once and not for each message.</summary>
    public Result<CompiledText> Compiled(MessageKind kind, MessageTextParts parts)
    {
        if (compiled.TryGetValue((kind.Code, parts), out var known)) return known;
        if (compiled.Count > MostCompiled) compiled.Clear();
        return compiled[(kind.Code, parts)] = CompiledText.Read(kind, parts);
    }

    private void Add(string module, IFileInfo file, IStringLocalizerFactory words)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || Languages.All.All(l => l.Culture.Name != name[(dot + 1)..]))
            throw new InvalidOperationException($"{module}/Messages/{file.Name} is not named kind.language.md with one of the languages {string.Join(", ", Languages.All.Select(l => l.Culture.Name))}.");
        if (!kinds.TryGetValue(name[..dot], out var kind)) return;   // of a feature that is off

        using var reader = new StreamReader(file.CreateReadStream());
        var parts = Try(MessageFile.Read(reader.ReadToEnd()), module, file, words);
        shipped[(kind.Code, name[(dot + 1)..])] = new ShippedText(parts, Try(CompiledText.Read(kind, parts), module, file, words), parts.Hash);
    }

    private static T Try<T>(Result<T> read, string module, IFileInfo file, IStringLocalizerFactory words) => read.Is(out var found) ? found
        : throw new InvalidOperationException($"{module}/Messages/{file.Name}: {Sentence(read.Error!, words.Create(typeof(MessageBook)))}");

    private static string Sentence(Error error, IStringLocalizer S) =>
        error.Fields.Count == 0 ? S[error.Message, error.Args] : string.Join(" ", error.Fields.Select(f => $"{f.Field}: {S[f.Message, f.Args].Value}"));
}
