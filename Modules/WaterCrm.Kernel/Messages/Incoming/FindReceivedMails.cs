using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>What the list of mails that came in is narrowed to.</summary>
public sealed record ReceivedFilter
{
    public MailKind? Kind { get; init; }

    /// <summary>How the sender's address begins, or a part of his name.</summary>
    public string? From { get; init; }
}

/// <summary>Mails that came in, newest first, page by page and without their text.</summary>
/// <param name="Filter">What they are narrowed to.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record FindReceivedMails(ReceivedFilter Filter, string? After = null) : IQuery<ReceivedMailsFound>
{
    public const int PageSize = 50;
}

/// <summary>One mail with its text; null where there is none.</summary>
public sealed record ShowReceivedMail(Guid Id) : IQuery<ReceivedMailShown?>;

/// <param name="Rows">A page.</param>
/// <param name="Next">Where the next one begins; null where there is none.</param>
public sealed record ReceivedMailsFound(IReadOnlyList<ReceivedMailRow> Rows, string? Next);

public sealed record ReceivedMailRow(Guid Id, DateTime ReceivedAt, MailKind Kind, string From, string FromName, string Title);

/// <param name="Row">As in the list.</param>
/// <param name="Text">What was new in it, as plain text.</param>
/// <param name="Note">By which sign it was understood, or the words of the other server.</param>
/// <param name="OwnMessage">The message of ours that it is about.</param>
/// <param name="Attachments">Names of the files that came along.</param>
public sealed record ReceivedMailShown(ReceivedMailRow Row, string Text, string Note, Guid? OwnMessage, IReadOnlyList<string> Attachments);

internal sealed class FindReceivedMailsHandler(KernelDbContext db) : IRequestHandler<FindReceivedMails, ReceivedMailsFound>, IRequestHandler<ShowReceivedMail, ReceivedMailShown?>
{
    public async Task<ReceivedMailsFound> Handle(FindReceivedMails request, CancellationToken token)
    {
        var found = db.TakenMails.AsNoTracking();
        if (request.Filter.Kind is { } kind) found = found.Where(m => m.Kind == kind);
        if (!string.IsNullOrWhiteSpace(request.Filter.From) && !request.Filter.From.Contains('\0') && request.Filter.From.Trim() is { Length: <= 320 } from)
        {
            var folded = from.ToLowerInvariant();
            found = found.Where(m => m.From.ToLower().StartsWith(folded) || m.FromName.Contains(from));
        }

        if (Cursor.Read(request.After, 2) is [var ticks, var key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) && when >= 0 && when <= DateTime.MaxValue.Ticks
            && Guid.TryParse(key, out var id) && new DateTime(when, DateTimeKind.Utc) is var at)
            found = found.Where(m => m.ReceivedAt <= at && (m.ReceivedAt < at || m.Id.CompareTo(id) < 0));
        var rows = await found.OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Id).Take(FindReceivedMails.PageSize + 1)
            .Select(m => new ReceivedMailRow(m.Id, m.ReceivedAt, m.Kind, m.From, m.FromName, m.Title)).ToListAsync(token);
        var last = rows.Count > FindReceivedMails.PageSize ? rows[FindReceivedMails.PageSize - 1] : null;
        return new ReceivedMailsFound([.. rows.Take(FindReceivedMails.PageSize)], last is null ? null : Cursor.Write(last.ReceivedAt.Ticks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N")));
    }

    public async Task<ReceivedMailShown?> Handle(ShowReceivedMail request, CancellationToken token) =>
        await db.TakenMails.AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, token) is not { } mail ? null
            : new ReceivedMailShown(new ReceivedMailRow(mail.Id, mail.ReceivedAt, mail.Kind, mail.From, mail.FromName, mail.Title), mail.Text, mail.Note, mail.OwnMessageId,
                [.. ShowMessageHandler.Files(mail.Attachments).Select(f => f.Name)]);
}
