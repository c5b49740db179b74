using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.Letters;

/// <summary>Letters that wait for the printer, whose turn it is first.</summary>
/// <param name="Kind">Only of this kind of message; null for all.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record FindLetters(string? Kind = null, string? After = null) : IQuery<LettersFound>
{
    public const int PageSize = 50;
}

/// <summary>The ids of all letters that wait and can be printed, at most <see cref="Most"/>.</summary>
public sealed record ChooseLetters(string? Kind = null) : IQuery<IReadOnlyList<Guid>>
{
    /// <summary>So many are printed at once: half a ream.</summary>
    public const int Most = 250;
}

/// <summary>Those of these letters that still wait, with their words, in the order in which they wait. Nothing is noted by looking.</summary>
public sealed record ReadLetters(IReadOnlyList<Guid> Ids) : IQuery<IReadOnlyList<LetterText>>;

/// <param name="Kinds">How many of each kind wait.</param>
/// <param name="Rows">A page.</param>
/// <param name="Next">Where the next one begins; null where there is none.</param>
public sealed record LettersFound(IReadOnlyList<LetterKindCount> Kinds, IReadOnlyList<LetterRow> Rows, string? Next);

public sealed record LetterKindCount(string Kind, int Count);

/// <param name="IsSealed">It opens a door: it cannot be printed here.</param>
public sealed record LetterRow(Guid Id, string Kind, string Name, string Address, string Title, string Language, MessagePriority Priority, DateTime DueAt, DateTime? UselessAt, bool IsSealed);

public sealed record LetterText(Guid Id, string Name, string Address, string Title, string Language, string Text, string? Html);

internal sealed class FindLettersHandler(KernelDbContext db, HandChannels hands, TimeProvider clock)
    : IRequestHandler<FindLetters, LettersFound>, IRequestHandler<ChooseLetters, IReadOnlyList<Guid>>, IRequestHandler<ReadLetters, IReadOnlyList<LetterText>>
{
    public async Task<LettersFound> Handle(FindLetters request, CancellationToken token)
    {
        if (!hands.Prints) return new([], [], null);

        var kinds = await Waiting(null).GroupBy(m => m.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(token);
        var rows = await FindHandMessagesHandler.After(Waiting(request.Kind), request.After).Take(FindLetters.PageSize + 1)
            .Select(m => new LetterRow(m.Id, m.Kind, m.Name, m.Address, m.Title, m.Language, m.Priority, m.DueAt, m.UselessAt, m.Content.IsSealed)).ToListAsync(token);
        var last = rows.Count > FindLetters.PageSize ? rows[FindLetters.PageSize - 1] : null;
        return new([.. kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => new LetterKindCount(k.Key, k.Count))], [.. rows.Take(FindLetters.PageSize)], last is null ? null : HandMessage.Place(last.Priority, last.DueAt, last.Id));
    }

    public async Task<IReadOnlyList<Guid>> Handle(ChooseLetters request, CancellationToken token) =>
        hands.Prints ? await Waiting(request.Kind).Where(m => !m.Content.IsSealed).Select(m => m.Id).Take(ChooseLetters.Most).ToListAsync(token) : [];

    public async Task<IReadOnlyList<LetterText>> Handle(ReadLetters request, CancellationToken token)
    {
        Guid[] ids = [.. request.Ids.Take(ChooseLetters.Most)];
        return await Waiting(null).Where(m => ids.Contains(m.Id) && !m.Content.IsSealed).Select(m => new LetterText(m.Id, m.Name, m.Address, m.Title, m.Language, m.Content.Text, m.Content.Html)).ToListAsync(token);
    }

    private IQueryable<Message> Waiting(string? kind)
    {
        var waiting = db.WhoseTurn(MessageChannels.Letter, clock.Utc());
        return string.IsNullOrEmpty(kind) || kind.Contains('\0') ? waiting : waiting.Where(m => m.Kind == kind);
    }
}
