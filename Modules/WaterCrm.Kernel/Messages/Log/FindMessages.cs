using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Log;

/// <summary>What the log is narrowed to; all of it stands in the page's address.</summary>
public sealed record MessageFilter
{
    public MessageState? State { get; init; }

    /// <summary>A channel's code, such as <c>email</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>A kind's code, such as <c>complaints.received</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>How the address or a word of the name begins; nothing for a reader who may not see receivers.</summary>
    public string? Who { get; init; }

    /// <summary>Only to this customer.</summary>
    public Guid? Customer { get; init; }

    /// <summary>First day, in the utility's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, in the utility's zone.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>Messages, newest first, page by page and without their words.</summary>
/// <param name="Filter">What they are narrowed to.</param>
/// <param name="Personal">Whether the reader may see receivers and titles.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Size">Rows of a page.</param>
public sealed record FindMessages(MessageFilter Filter, bool Personal, string? After = null, int Size = FindMessages.PageSize) : IQuery<MessagesFound>
{
    public const int PageSize = 50;
}

/// <summary>How many stand in a state about which somebody may want to do something.</summary>
public sealed record CountMessages : IQuery<IReadOnlyDictionary<MessageState, int>>;

/// <summary>The last messages to a customer, or about anything else, without receiver and words.</summary>
/// <param name="Kind">As <see cref="Envelope.About"/> names it; <c>customer</c> for those that went to one, whatever they are about.</param>
/// <param name="Id">Which.</param>
public sealed record LastMessages(string Kind, Guid Id) : IQuery<IReadOnlyList<MessageRow>>
{
    public const int Shown = 5;
}

/// <param name="Rows">A page.</param>
/// <param name="Next">Where the next one begins; null where there is none.</param>
public sealed record MessagesFound(IReadOnlyList<MessageRow> Rows, string? Next);

/// <param name="Kind">Its code.</param>
/// <param name="Title">Null for a reader who may not see it.</param>
/// <param name="Name">The receiver's; null for a reader who may not see it.</param>
/// <param name="Address">Null for a reader who may not see it.</param>
public sealed record MessageRow(Guid Id, DateTime CreatedAt, string Kind, string Channel, string? Title, string? Name, string? Address, MessageState State, int Tries, DateTime? TriedAt, DateTime? EndedAt, int Parts, long? Cost, string? Failure);

internal sealed class FindMessagesHandler(KernelDbContext db, LocalFormat local)
    : IRequestHandler<FindMessages, MessagesFound>, IRequestHandler<CountMessages, IReadOnlyDictionary<MessageState, int>>, IRequestHandler<LastMessages, IReadOnlyList<MessageRow>>
{
    private static readonly MessageState[] ForSomebody = [MessageState.Queued, MessageState.Failed, MessageState.Bounced, MessageState.Uncertain];

    public async Task<MessagesFound> Handle(FindMessages request, CancellationToken token)
    {
        var rows = await Page(request).ToListAsync(token);
        var last = rows.Count > request.Size ? rows[request.Size - 1] : null;
        return new MessagesFound([.. rows.Take(request.Size).Select(r => request.Personal ? r : MessageWords.Hide(r))], last is null ? null : Cursor.Write(last.CreatedAt.Ticks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N")));
    }

    public async Task<IReadOnlyDictionary<MessageState, int>> Handle(CountMessages request, CancellationToken token) => await Counts().ToDictionaryAsync(g => g.State, g => g.Count, token);

    public async Task<IReadOnlyList<MessageRow>> Handle(LastMessages request, CancellationToken token)
    {
        var messages = request.Kind == "customer" ? db.Messages.Where(m => m.CustomerId == request.Id) : db.Messages.Where(m => m.SubjectKind == request.Kind && m.SubjectId == request.Id);
        return [.. (await Rows(messages, LastMessages.Shown).ToListAsync(token)).Select(MessageWords.Hide)];
    }

    /// <summary>A page and one row more, in the order of an index.</summary>
    internal IQueryable<MessageRow> Page(FindMessages request)
    {
        var messages = Narrow(request.Filter, request.Personal);
        if (Cursor.Read(request.After, 2) is [var ticks, var key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) && when >= 0 && when <= DateTime.MaxValue.Ticks
            && Guid.TryParse(key, out var id) && new DateTime(when, DateTimeKind.Utc) is var at)
            messages = messages.Where(m => m.CreatedAt <= at && (m.CreatedAt < at || m.Id.CompareTo(id) < 0));
        return Rows(messages, request.Size + 1);
    }

    private static IQueryable<MessageRow> Rows(IQueryable<Message> messages, int most) => messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(most)
        .Select(m => new MessageRow(m.Id, m.CreatedAt, m.Kind, m.Channel, m.Title, m.Name, m.Address, m.State, m.Tries, m.TriedAt, m.EndedAt, m.Parts, m.Cost, m.Failure));

    internal IQueryable<StateCount> Counts() => db.Messages.Where(m => ForSomebody.Contains(m.State)).GroupBy(m => m.State).Select(g => new StateCount(g.Key, g.Count()));

    private IQueryable<Message> Narrow(MessageFilter filter, bool personal)
    {
        var messages = db.Messages.AsQueryable();
        if (filter.State is { } state) messages = messages.Where(m => m.State == state);
        if (filter.Customer is { } customer) messages = messages.Where(m => m.CustomerId == customer);
        // SQLite, which knows no figures, would take the queue's index of channels, which has another order, and sort a hundred thousand rows for a page.
        if (Asked(filter.Channel) is { } channel) messages = db.Database.IsSqlite() ? messages.Where(m => m.Channel + "" == channel) : messages.Where(m => m.Channel == channel);
        if (Asked(filter.Kind) is { } kind) messages = messages.Where(m => m.Kind == kind);
        if (filter.From is { } from && local.ToUtc(from.ToDateTime(TimeOnly.MinValue)) is var first) messages = messages.Where(m => m.CreatedAt >= first);
        if (filter.To is { } to && local.EndOf(to) is var end) messages = messages.Where(m => m.CreatedAt < end);
        return personal && Asked(filter.Who) is { } who ? To(messages, who) : messages;
    }

    /// <summary>Names are compared as typed and with capitals: SQLite folds ASCII only.</summary>
    private static IQueryable<Message> To(IQueryable<Message> messages, string who)
    {
        var (address, capital) = (PhoneNumber.Normalise(who) ?? who.ToLowerInvariant(), CultureInfo.InvariantCulture.TextInfo.ToTitleCase(who.ToLowerInvariant()));
        var (later, laterCapital) = (" " + who, " " + capital);
        return messages.Where(m => m.Address.ToLower().StartsWith(address) || m.Name.StartsWith(who) || m.Name.StartsWith(capital) || m.Name.Contains(later) || m.Name.Contains(laterCapital));
    }

    /// <summary>PostgreSQL knows no NUL in a text, and nothing is called so.</summary>
    private static string? Asked(string? typed) => string.IsNullOrWhiteSpace(typed) || typed.Contains('\0') ? null : typed.Trim() is { Length: > 200 } much ? much[..200] : typed.Trim();
}

internal sealed record StateCount(MessageState State, int Count);
