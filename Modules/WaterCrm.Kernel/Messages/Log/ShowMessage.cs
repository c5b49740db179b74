using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.Log;

/// <summary>One message with its words; null where there is none.</summary>
/// <param name="Id">Which.</param>
/// <param name="Personal">Whether the reader may see receiver and words.</param>
public sealed record ShowMessage(Guid Id, bool Personal) : IQuery<MessageShown?>;

/// <summary>A message's page for mail programs, or the body of a letter; null where it has none, or where it opens a door.</summary>
public sealed record ShowMessagePage(Guid Id) : IQuery<string?>;

/// <param name="Row">As in the list.</param>
/// <param name="Language">It is written in.</param>
/// <param name="Priority">Whom it passes.</param>
/// <param name="DueAt">Not before this.</param>
/// <param name="UselessAt">Not after this; null where it always helps.</param>
/// <param name="CreatedBy">Who or what wrote it.</param>
/// <param name="Reference">What the other side knows it by.</param>
/// <param name="AboutKind">What it is about.</param>
/// <param name="AboutUrl">Where that is shown; null where no page is known.</param>
/// <param name="ReceiverUrl">Where the customer or colleague is shown; null where neither is known.</param>
/// <param name="Repeats">The message that this one repeats.</param>
/// <param name="Reason">Why it was repeated.</param>
/// <param name="RepeatedBy">The message that repeats this one.</param>
public sealed record MessageShown(MessageRow Row, string Language, MessagePriority Priority, DateTime DueAt, DateTime? UselessAt, string CreatedBy, string? Reference, string AboutKind, string? AboutUrl,
    string? ReceiverUrl, Guid? Repeats, string? Reason, Guid? RepeatedBy)
{
    /// <summary>As plain text; null for a reader who may not see it, and where nobody may.</summary>
    public string? Text { get; init; }

    /// <summary>There is a page too.</summary>
    public bool HasPage { get; init; }

    /// <summary>Its words open a door, and nobody reads them here.</summary>
    public bool HoldsSecret { get; init; }

    /// <summary>Names of the files that went along.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    public bool CanBeCancelled => Row.State is MessageState.Queued;

    public bool CanBeSentAgain => RepeatedBy is null && SendMessageAgain.States.Contains(Row.State);
}

internal sealed class ShowMessageHandler(KernelDbContext db, MessageWords words, IEnumerable<ISubjectPage> pages) : IRequestHandler<ShowMessage, MessageShown?>, IRequestHandler<ShowMessagePage, string?>
{
    public async Task<MessageShown?> Handle(ShowMessage request, CancellationToken token)
    {
        if (await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, token) is not { } message) return null;

        var next = SendMessageAgain.PurposeAfter(message);
        var again = await db.Messages.Where(m => m.Purpose == next && m.SubjectKind == message.SubjectKind && m.SubjectId == message.SubjectId && m.Recipient == message.Recipient && m.Repeats == message.Id)
            .Select(m => (Guid?)m.Id).FirstOrDefaultAsync(token);
        var shown = Of(message, again);
        if (!request.Personal) return shown with { Row = MessageWords.Hide(shown.Row), Reason = null, ReceiverUrl = null, AboutUrl = message.SubjectKind is "customer" or "person" ? null : shown.AboutUrl };

        var content = await db.Set<MessageContent>().Where(c => c.MessageId == request.Id).Select(c => new { c.IsSealed, Text = c.IsSealed ? null : c.Text, HasPage = c.Html != null, c.Attachments }).FirstOrDefaultAsync(token);
        if (content is { IsSealed: true }) return shown with { HoldsSecret = true };
        return shown with { Text = content?.Text, HasPage = content?.HasPage is true, Attachments = [.. Files(content?.Attachments).Select(f => f.Name)] };
    }

    public async Task<string?> Handle(ShowMessagePage request, CancellationToken token) =>
        await db.Set<MessageContent>().Where(c => c.MessageId == request.Id && !c.IsSealed).Select(c => c.Html).FirstOrDefaultAsync(token);

    internal static IReadOnlyList<StoredFile> Files(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<StoredFile>>(json) ?? [];

    private MessageShown Of(Message m, Guid? again) => new(
        new MessageRow(m.Id, m.CreatedAt, m.Kind, m.Channel, m.Title, m.Name, m.Address, m.State, m.Tries, m.TriedAt, m.EndedAt, m.Parts, m.Cost, m.Failure),
        m.Language, m.Priority, m.DueAt, m.UselessAt, m.CreatedBy, m.Reference, words.SubjectOf(m.SubjectKind, m.Kind), UrlOf(m.SubjectKind, m.SubjectId),
        m.CustomerId is { } customer ? UrlOf("customer", customer) : m.PersonId is { } person ? UrlOf("person", person) : null, m.Repeats, m.Reason, again);

    private string? UrlOf(string kind, Guid id) => pages.FirstOrDefault(p => p.Kind == kind)?.Url(id);
}
