using System.Globalization;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Messages.Log;

/// <summary>
/// Orders a message that did not arrive once more, word for word. The new one has a purpose of its own that follows from the old one's,
/// so that two who press at once send it once; if that does not arrive either, it is the one to be sent again.
/// </summary>
/// <param name="Id">Of the message that did not arrive.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="MayArriveTwice">Asked for where nobody knows whether it was sent.</param>
[Audited("messages.sent-again", "Sent a message again")]
public sealed record SendMessageAgain(Guid Id, string? Reason, bool MayArriveTwice = false) : ICommand<Guid>
{
    public const int LongestReason = 300;

    internal static readonly MessageState[] States = [MessageState.Failed, MessageState.Bounced, MessageState.Uncertain, MessageState.Cancelled, MessageState.Suppressed];

    /// <summary>Of what repeats this message: <c>complaints.received#2</c>, then <c>#3</c>.</summary>
    internal static string PurposeAfter(Message message)
    {
        var (purpose, number) = (message.Purpose, 1);
        if (message.Repeats is not null && purpose.LastIndexOf('#') is >= 0 and var mark && int.TryParse(purpose.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var before)) (purpose, number) = (purpose[..mark], before);
        var next = string.Create(CultureInfo.InvariantCulture, $"#{number + 1}");
        return purpose[..Math.Min(purpose.Length, Message.LongestPurpose - next.Length)] + next;
    }
}

internal sealed class SendMessageAgainRules : AbstractValidator<SendMessageAgain>
{
    public SendMessageAgainRules() => RuleFor(m => m.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Say in a few words why it is sent again.")
        .MaximumLength(SendMessageAgain.LongestReason).WithMessage("Use at most 300 characters.");
}

internal sealed class SendMessageAgainHandler(KernelDbContext db, CommandScope command, MessageDesk desk, TimeProvider clock) : IRequestHandler<SendMessageAgain, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SendMessageAgain request, CancellationToken token)
    {
        if (await db.Messages.AsNoTracking().Include(m => m.Content).FirstOrDefaultAsync(m => m.Id == request.Id, token) is not { } message) return KernelErrors.NotFound;
        if (!SendMessageAgain.States.Contains(message.State)) return MessageErrors.NotFailed;
        if (message.Content is null or { IsSealed: true }) return MessageErrors.NoWords;
        if (message.State is MessageState.Uncertain && !request.MayArriveTwice) return MessageErrors.MayArriveTwice.At(nameof(request.MayArriveTwice));

        var words = new Wording(message.Kind, message.Topic, message.Title, message.Content.Text, message.Content.Html) { Language = message.Language };
        var ordered = await desk.Order(Again(message, PlainText.Tidy(request.Reason!)), words, token);
        if (ordered.Error is { } refused) return refused;
        if (!ordered.Value.IsNew) return MessageErrors.SentAgainAlready;

        command.Changed(new EntityChange(nameof(Message), ordered.Value.Id, nameof(EntityState.Added), new Dictionary<string, string?[]>()));
        return ordered.Value.Id;
    }

    private Envelope Again(Message message, string reason) => new()
    {
        Purpose = SendMessageAgain.PurposeAfter(message), About = (message.SubjectKind, message.SubjectId), Channel = message.Channel, Address = message.Address, Name = message.Name,
        PersonId = message.PersonId, CustomerId = message.CustomerId, Language = message.Language, Priority = message.Priority,
        UselessAt = message.UselessAt > clock.Utc() ? message.UselessAt : null,   // past it somebody knows better
        Headers = message.Content.Headers is { } headers ? JsonSerializer.Deserialize<Dictionary<string, string>>(headers)! : new Dictionary<string, string>(),
        Attachments = ShowMessageHandler.Files(message.Content.Attachments), Repeats = (message.Id, reason),
    };
}
