using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages.News;

/// <summary>How somebody told what news he wants.</summary>
public enum NewsSource
{
    /// <summary>On the page behind the link of a message.</summary>
    Link,

    /// <summary>By the button of his mail program (RFC 8058).</summary>
    OneClick,

    /// <summary>He told somebody here.</summary>
    Staff,

    /// <summary>He wrote a mail.</summary>
    Mail,
}

/// <summary>Notes what news somebody wants at an address. It holds at once: what waits for the address and is not wanted any more is not sent. The same said twice changes nothing.</summary>
[Audited("messages.news-changed", "Changed what news an address gets")]
public sealed record ChangeNews : ICommand<bool>
{
    public string Channel { get; init; } = MessageChannels.Email;

    public required string Address { get; init; }

    /// <summary>By the codes of the kinds of news; what is not named stays as it is.</summary>
    public IReadOnlyDictionary<string, bool> Wishes { get; init; } = new Dictionary<string, bool>();

    /// <summary>True for no news at all, false to take that back, null to leave it.</summary>
    public bool? Nothing { get; init; }

    public NewsSource How { get; init; } = NewsSource.Staff;

    /// <summary>How the wish was told, at most 500 characters. Staff have to say it.</summary>
    public string Note { get; init; } = "";

    public Guid? CustomerId { get; init; }

    /// <summary>The message of ours in which the link stood.</summary>
    public Guid? Source { get; init; }
}

internal sealed class ChangeNewsRules : AbstractValidator<ChangeNews>
{
    public ChangeNewsRules(NewsTopics topics)
    {
        RuleFor(c => c.Address).Must(MailAddresses.LooksRight).When(c => c.Channel == MessageChannels.Email).WithMessage("This is not an e-mail address. Write it as care@example.org.");
        RuleFor(c => c.Address).Must(a => PhoneNumber.Normalise(a) is not null).When(c => c.Channel == MessageChannels.Sms).WithMessage("Write the telephone number in digits, such as 0912 345 678.");
        RuleFor(c => c.Address).Must(a => a.Length is > 0 and <= 320).WithMessage("Write the address.");
        RuleFor(c => c.Wishes).Must(w => w.Keys.All(topics.Has)).WithMessage("One of these kinds of news is not sent any more. Open the page again.");
        RuleFor(c => c.Note).NotEmpty().When(c => c.How is NewsSource.Staff).WithMessage("Say how the wish was told, such as: on the telephone, to Mai.");
        RuleFor(c => c.Note).MaximumLength(NewsWish.LongestNote).WithMessage("Use at most 500 characters.");
    }
}

internal sealed class ChangeNewsHandler(KernelDbContext db, CommandScope command, IMediator mediator, Suppressions suppressions, TimeProvider clock) : IRequestHandler<ChangeNews, Result<bool>>
{
    public async Task<Result<bool>> Handle(ChangeNews request, CancellationToken token)
    {
        var address = request.Channel == MessageChannels.Sms ? PhoneNumber.Normalise(request.Address)! : request.Address;
        var recipient = Message.RecipientOf(request.Channel, address);
        await suppressions.Close(recipient, token);
        var changed = await Note(request, (request.Channel, address), recipient, token);
        if (request.Nothing is true && !await WantsNothing(recipient, token))
        {
            changed = true;
            var stopped = await mediator.Send(new SuppressAddress
            {
                Channel = request.Channel, Address = address, Topic = SuppressedTopic.News, Reason = SuppressionReason.Unsubscribed, How = request.How, CustomerId = request.CustomerId, Source = request.Source, Note = request.Note,
            }, token);
            if (stopped.Error is { } error) return error;
        }

        if (request.Nothing is false) changed |= await TakeBack(recipient, token);
        if (!changed) command.Unchanged();
        return changed;
    }

    private async Task<bool> Note(ChangeNews request, (string Channel, string Address) to, string recipient, CancellationToken token)
    {
        var known = await db.NewsWishes.Where(w => w.Recipient == recipient).ToDictionaryAsync(w => w.Topic, token);
        var changed = false;
        foreach (var (topic, isWanted) in request.Wishes.Where(w => (known.GetValueOrDefault(w.Key)?.IsWanted ?? true) != w.Value))
        {
            changed = true;
            if (known.GetValueOrDefault(topic) is not { } wish) db.NewsWishes.Add(wish = NewsWish.Of(Ids.New(clock), to, topic));
            wish.Say(isWanted, request, clock.Utc());
            if (!isWanted)
                await command.Hold!.Execute(
                    "UPDATE kernel_message SET \"State\" = 'Suppressed', \"EndedAt\" = @now, \"Failure\" = @why WHERE \"Recipient\" = @recipient AND \"Topic\" = 'News' AND \"News\" = @topic AND \"State\" = 'Queued'",
                    token, ("@now", clock.Utc()), ("@why", MayBeSent.NotWanted), ("@recipient", recipient), ("@topic", topic));
        }

        await db.SaveChangesAsync(token);
        return changed;
    }

    private Task<bool> WantsNothing(string recipient, CancellationToken token) => db.Suppressions.AnyAsync(s => s.Recipient == recipient && s.Topic == SuppressedTopic.News, token);

    /// <summary>What the receiver has said himself he may take back, and no more than that: not that the address is dead, nor what somebody here has decided.</summary>
    private async Task<bool> TakeBack(string recipient, CancellationToken token)
    {
        var said = await db.Suppressions.Where(s => s.Recipient == recipient && (s.Reason == SuppressionReason.Unsubscribed || s.Reason == SuppressionReason.Complained)).ToListAsync(token);
        db.Suppressions.RemoveRange(said);
        await db.SaveChangesAsync(token);
        return said.Count > 0;
    }
}
