using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>A text as it stands at this moment.</summary>
/// <param name="Language">What it is written in.</param>
/// <param name="Parts">What it says.</param>
/// <param name="Compiled">The same, read; or why what the operator wrote cannot be used any more.</param>
/// <param name="Row">The operator's, where that is in force.</param>
internal sealed record TextInForce(string Language, MessageTextParts Parts, Result<CompiledText> Compiled, MessageText? Row)
{
    public string Hash { get; } = Parts.Hash;
}

/// <summary>The operator's texts over the shipped ones. What is changed here is valid with the commit, on other hosts within <see cref="Remembered.OfOtherHosts"/>.</summary>
internal sealed class TextsInForce(MessageBook book, KernelDbContext db, Remembered remembered, Utility utility)
{
    private FrozenDictionary<(string, string), MessageText>? read;

    /// <summary>
    /// In what order languages stand in for one another: the one asked for, the utility's first, English. A message is never put together from two.
    /// </summary>
    public IEnumerable<string> Order(string language) => new[] { language, utility.Language.Culture.Name, "en" }.Distinct(StringComparer.Ordinal);

    /// <summary>To be sent. A command that writes to many reads the operator's texts once.</summary>
    public async Task<TextInForce?> Find(MessageKind kind, string language, CancellationToken token)
    {
        var changed = read ??= await Changed(token);
        return Order(language).Select(l => In(kind, l, changed)).FirstOrDefault(found => found is not null);
    }

    /// <summary>In every language in which there is one.</summary>
    public async Task<IReadOnlyDictionary<string, TextInForce>> All(MessageKind kind, CancellationToken token)
    {
        var changed = await Changed(token);
        return Languages.All.Select(l => In(kind, l.Culture.Name, changed)).OfType<TextInForce>().ToDictionary(t => t.Language);
    }

    /// <summary>
    /// Of the text from which this language's is translated, as it is now: that of the utility's first language; for the first language itself the shipped one. Empty where there is none.
    /// </summary>
    public string SourceHash(MessageKind kind, string language, IReadOnlyDictionary<string, TextInForce> all)
    {
        var first = utility.Language.Culture.Name;
        return language == first ? book.Shipped(kind.Code, language)?.Hash ?? "" : all.GetValueOrDefault(first)?.Hash ?? "";
    }

    /// <summary>Whether the text was written from a source that says something else by now. A shipped text was translated from the shipped one.</summary>
    public bool IsOld(MessageKind kind, TextInForce text, IReadOnlyDictionary<string, TextInForce> all)
    {
        var first = utility.Language.Culture.Name;
        var source = SourceHash(kind, text.Language, all);
        if (text.Row is { } row) return source.Length > 0 && row.SourceHash != source;
        return text.Language != first && source.Length > 0 && book.Shipped(kind.Code, first)?.Hash is { } shipped && shipped != source;
    }

    private TextInForce? In(MessageKind kind, string language, FrozenDictionary<(string, string), MessageText> changed)
    {
        if (changed.GetValueOrDefault((kind.Code, language)) is { } row) return new TextInForce(language, row.Parts, Compile(kind, row), row);
        return book.Shipped(kind.Code, language) is { } shipped ? new TextInForce(language, shipped.Parts, shipped.Compiled, null) : null;
    }

    private Result<CompiledText> Compile(MessageKind kind, MessageText row) => book.Compiled(kind, row.Parts);

    private ValueTask<FrozenDictionary<(string, string), MessageText>> Changed(CancellationToken token) =>
        remembered.Get(db, "kernel.message-texts", typeof(MessageText), async () =>
            (await db.MessageTexts.AsNoTracking().Where(t => t.IsInForce).ToListAsync(token)).ToFrozenDictionary(t => (t.Kind, t.Language)));
}
