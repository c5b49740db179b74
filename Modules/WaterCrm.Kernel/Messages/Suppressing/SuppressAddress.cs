using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>Writes to an address no more. What waits for it is not sent. Where it is suppressed already for a reason as strong, nothing changes.</summary>
[Audited("messages.address-suppressed", "Stopped messages to an address")]
public sealed record SuppressAddress : ICommand<Guid>
{
    public string Channel { get; init; } = MessageChannels.Email;

    public required string Address { get; init; }

    public SuppressedTopic Topic { get; init; } = SuppressedTopic.All;

    public SuppressionReason Reason { get; init; } = SuppressionReason.ByHand;

    /// <summary>How the receiver told it; null where he did not.</summary>
    public NewsSource? How { get; init; }

    /// <summary>Whose address it is, where that is known.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>The message of ours that it comes of.</summary>
    public Guid? Source { get; init; }

    /// <summary>At most 500 characters; what is longer is cut.</summary>
    public string Note { get; init; } = "";
}

internal sealed class SuppressAddressValidator : AbstractValidator<SuppressAddress>
{
    public SuppressAddressValidator()
    {
        RuleFor(s => s.Channel).Must(c => c.Length is > 0 and <= 16).WithMessage("Choose the way by which this address is no longer written to.");
        RuleFor(s => s.Address).Must(MailAddresses.LooksRight).When(s => s.Channel == MessageChannels.Email).WithMessage("This is not an e-mail address. Write it as care@example.org.");
        RuleFor(s => s.Address).Must(a => PhoneNumber.Normalise(a) is not null).When(s => s.Channel == MessageChannels.Sms).WithMessage("Write the telephone number in digits, such as 0912 345 678.");
        RuleFor(s => s.Address).Must(a => a.Length is > 0 and <= 320).When(s => s.Channel is not (MessageChannels.Email or MessageChannels.Sms)).WithMessage("Write the address.");
    }
}

internal sealed class SuppressAddressHandler(KernelDbContext db, CommandScope command, Suppressions suppressions, TimeProvider clock) : IRequestHandler<SuppressAddress, Result<Guid>>
{
    private const int LongestNote = 500;

    public async Task<Result<Guid>> Handle(SuppressAddress request, CancellationToken token)
    {
        var address = request.Channel == MessageChannels.Sms ? PhoneNumber.Normalise(request.Address)! : request.Address;
        var recipient = Message.RecipientOf(request.Channel, address);
        await suppressions.Close(recipient, token);

        var known = await db.Suppressions.FirstOrDefaultAsync(s => s.Recipient == recipient && s.Topic == request.Topic, token);
        var suppression = known ?? Suppression.Of(Ids.New(clock), (request.Channel, address), request.Topic);
        if (!suppression.Because(request.Reason, request.Source, Cleaned.Line(request.Note, LongestNote), clock.Utc()))
        {
            command.Unchanged();
            return suppression.Id;
        }

        suppression.Told(request.How, request.CustomerId);
        if (known is null) db.Suppressions.Add(suppression);
        await db.SaveChangesAsync(token);
        foreach (var topic in Enum.GetValues<MessageTopic>().Where(t => Suppression.Stops(request.Topic, request.Reason, t)))
            foreach (var message in await Stop((request.Channel, recipient), topic, Suppressions.Said(request.Reason), token))
                await command.Hold!.Execute("UPDATE kernel_message_content SET \"Text\" = '', \"Html\" = NULL WHERE \"MessageId\" = @id AND \"IsSealed\"", token, ("@id", message));   // a secret that nobody gets
        return suppression.Id;
    }

    /// <summary>What is under way already goes on.</summary>
    private async Task<IReadOnlyList<Guid>> Stop((string Channel, string Recipient) to, MessageTopic topic, string why, CancellationToken token)
    {
        List<Guid> stopped = [];
        await using var stop = command.Hold!.Connection.Statement(command.Hold.Transaction,
            "UPDATE kernel_message SET \"State\" = 'Suppressed', \"EndedAt\" = @now, \"Failure\" = @why WHERE \"Channel\" = @channel AND \"Recipient\" = @recipient AND \"Topic\" = @topic AND \"State\" = 'Queued' RETURNING \"Id\"",
            ("@now", clock.Utc()), ("@why", why), ("@channel", to.Channel), ("@recipient", to.Recipient), ("@topic", topic));
        await using var rows = await stop.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) stopped.Add(rows.Id(0));
        return stopped;
    }
}
