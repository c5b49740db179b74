using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates.Features;

/// <summary>One kind's text in one language, past what this host remembers of it; null where there is no such kind or language.</summary>
public sealed record ShowMessageText(string Kind, string Language) : IQuery<MessageTextShown?>;

/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="Description">In the reader's language.</param>
/// <param name="Places">What can be filled in.</param>
/// <param name="Language">Of the text.</param>
/// <param name="Now">What is in force; empty where nothing is written in this language.</param>
/// <param name="Version">Of the utility's own text; null where there is none.</param>
/// <param name="IsChanged">The utility's own text is in force.</param>
/// <param name="HasShipped">There is a shipped text to go back to.</param>
/// <param name="IsOld">Its source says something else by now.</param>
/// <param name="Source">What it is translated from, in the utility's first language; null for that language itself.</param>
/// <param name="ChangedBy">Who saved last.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record MessageTextShown(MessageKind Kind, string Name, string Description, IReadOnlyList<PlaceShown> Places, Language Language, MessageTextParts Now, int? Version,
    bool IsChanged, bool HasShipped, bool IsOld, MessageTextParts? Source, string? ChangedBy, DateTime? ChangedAt)
{
    /// <summary>What is typed to try it on a record, in the reader's language; null where there is none that the reader may see.</summary>
    public string? RecordNamed { get; init; }
}

/// <param name="Name">As it is written in a text, without the braces.</param>
/// <param name="Description">In the reader's language.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Sample">In the text's language.</param>
public sealed record PlaceShown(string Name, string Description, PlaceholderKind Kind, string Sample);

/// <summary>A text that was typed, with the values of a record, or with sample values. It is not saved.</summary>
/// <param name="Record">As somebody typed its name; null or empty for sample values.</param>
public sealed record TryMessageText(string Kind, string Language, MessageTextParts Parts, string? Record = null) : IQuery<Result<MessageSample>>;

internal sealed class ShowMessageTextHandler(MessageBook book, TextsInForce texts, MessageSamples samples, RealRecords records, LocalFormat format, Utility utility, KernelDbContext db, IStringLocalizerFactory words)
    : IRequestHandler<ShowMessageText, MessageTextShown?>, IRequestHandler<TryMessageText, Result<MessageSample>>
{
    public async Task<MessageTextShown?> Handle(ShowMessageText request, CancellationToken token)
    {
        if (book.Find(request.Kind) is not { } kind || Languages.All.FirstOrDefault(l => l.Culture.Name == request.Language) is not { } language) return null;

        var all = await texts.All(kind, token);
        var row = await db.MessageTexts.AsNoTracking().FirstOrDefaultAsync(t => t.Kind == kind.Code && t.Language == request.Language, token);
        var shipped = book.Shipped(kind.Code, request.Language);
        var changed = row is { IsInForce: true };
        var now = changed ? row!.Parts : shipped?.Parts ?? new MessageTextParts();
        var first = utility.Language.Culture.Name;
        var S = words.Create("", kind.Module.GetName().Name!);
        return new MessageTextShown(kind, S[kind.Name], S[kind.Description], Places(kind, language, S), language, now, row?.Version, changed, shipped is not null,
            all.GetValueOrDefault(request.Language) is { } text && texts.IsOld(kind, text, all), request.Language == first ? null : all.GetValueOrDefault(first)?.Parts, row?.ChangedBy, row?.ChangedAt) { RecordNamed = records.For(kind)?.Named };
    }

    public async Task<Result<MessageSample>> Handle(TryMessageText request, CancellationToken token)
    {
        if (book.Find(request.Kind) is not { } kind || Languages.All.All(l => l.Culture.Name != request.Language)) return KernelErrors.NotFound;
        if (string.IsNullOrWhiteSpace(request.Record)) return samples.Of(kind, request.Language, request.Parts);

        using var speaking = Languages.Speaking(Languages.Find(request.Language)!);   // a record has words of its own: the kind of a complaint
        return await records.Find(kind, request.Record.Trim(), token) is { } values ? samples.Of(kind, request.Language, request.Parts, values) : RealRecords.None.With(request.Record.Trim()).At(nameof(request.Record));
    }

    private List<PlaceShown> Places(MessageKind kind, Language language, IStringLocalizer S)
    {
        List<PlaceShown> described = [.. kind.Placeholders.Concat(CompiledText.OfUtility).Select(p => new PlaceShown(p.Name, S[p.Description], p.Kind, ""))];
        using var speaking = Languages.Speaking(language);
        return [.. described.Zip(kind.Placeholders.Concat(CompiledText.OfUtility), (shown, p) => shown with { Sample = Sample(p) })];
    }

    private string Sample(MessagePlaceholder place) => (place.Name, place.Sample) switch
    {
        ("utility.name", _) => utility.Name,
        ("utility.telephone", _) => utility.Telephone,
        (_, DateTime at) => format.DateAndTime(at),
        (_, long amount) when place.Kind is PlaceholderKind.Money => format.Money(amount),
        (_, long number) => format.Number(number),
        var (_, other) => other.ToString() ?? "",
    };
}
