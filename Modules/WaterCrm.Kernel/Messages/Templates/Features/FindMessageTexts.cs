using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates.Features;

public enum TextFilter
{
    All,

    /// <summary>Those that the utility says in its own way.</summary>
    Changed,

    /// <summary>Those written from a source that says something else by now.</summary>
    Old,
}

public enum TextState
{
    /// <summary>No text in this language; another stands in.</summary>
    None,
    Shipped,
    Changed,
    Old,

    /// <summary>The utility's own text, which cannot be used any more.</summary>
    Broken,
}

/// <summary>All kinds of message with the state of their texts. There are as many as modules have registered, a few dozen.</summary>
/// <param name="Text">In names, codes or texts, in whichever language, with or without marks; empty for all.</param>
/// <param name="Filter">Which are wanted.</param>
public sealed record FindMessageTexts(string? Text, TextFilter Filter) : IQuery<IReadOnlyList<MessageKindRow>>;

/// <param name="Code">The kind's.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Description">In the reader's language.</param>
/// <param name="Texts">One for each language.</param>
public sealed record MessageKindRow(string Code, string Name, string Description, IReadOnlyList<MessageTextState> Texts);

public sealed record MessageTextState(string Language, TextState State);

internal sealed class FindMessageTextsHandler(MessageBook book, TextsInForce texts, IStringLocalizerFactory words) : IRequestHandler<FindMessageTexts, IReadOnlyList<MessageKindRow>>
{
    public async Task<IReadOnlyList<MessageKindRow>> Handle(FindMessageTexts request, CancellationToken token)
    {
        var wanted = Fold(request.Text ?? "");
        List<MessageKindRow> rows = [];
        foreach (var kind in book.Kinds)
        {
            var all = await texts.All(kind, token);
            var S = words.Create("", kind.Module.GetName().Name!);
            var row = new MessageKindRow(kind.Code, S[kind.Name], S[kind.Description], [.. Languages.All.Select(l => new MessageTextState(l.Culture.Name, StateOf(kind, all.GetValueOrDefault(l.Culture.Name), all)))]);
            var said = all.Values.SelectMany(t => new[] { t.Parts.Subject, t.Parts.Mail, t.Parts.Sms, t.Parts.App, t.Parts.Letter }).Append(row.Name).Append(row.Description).Append(kind.Name).Append(kind.Code);
            if (Belongs(row, request.Filter) && (wanted.Length == 0 || said.Any(s => Fold(s).Contains(wanted, StringComparison.Ordinal)))) rows.Add(row);
        }
        return rows;
    }

    private TextState StateOf(MessageKind kind, TextInForce? text, IReadOnlyDictionary<string, TextInForce> all) =>
        text is null ? TextState.None : text.Compiled.Error is not null ? TextState.Broken : texts.IsOld(kind, text, all) ? TextState.Old : text.Row is null ? TextState.Shipped : TextState.Changed;

    private static bool Belongs(MessageKindRow row, TextFilter filter) => filter switch
    {
        TextFilter.Changed => row.Texts.Any(t => t.State is TextState.Changed or TextState.Old or TextState.Broken),
        TextFilter.Old => row.Texts.Any(t => t.State is TextState.Old or TextState.Broken),
        _ => true,
    };

    private static string Fold(string text) => Folding.Fold(text).Trim();
}
