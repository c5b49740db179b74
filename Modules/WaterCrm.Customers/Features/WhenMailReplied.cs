using MediatR;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Mail;
using WaterCrm.Customers.Domain;

namespace WaterCrm.Customers.Features;

/// <summary>Whoever answers a message of ours by mail has been in contact: it stands in the customer's timeline, whatever the message was about.</summary>
[KeptWhileOff]
internal sealed class WhenMailReplied(IMediator mediator) : IHandle<MailReplyReceived>
{
    public async Task Handle(MailReplyReceived said, CancellationToken token)
    {
        if (said.CustomerId is not { } customer || (await mediator.Send(new NamesOf([customer]), token)).Count == 0) return;

        var words = said.Text.Length > 0 ? said.Text : said.Title.Length > 0 ? said.Title : said.From;
        await mediator.Send(new NoteInteraction
        {
            CustomerId = customer, At = said.OccurredAt, Direction = InteractionDirection.In, Channel = InteractionChannel.Email, SubjectKind = said.AboutKind, SubjectId = said.AboutId,
            Summary = words.Length <= CustomerLimits.Summary ? words : words[..(CustomerLimits.Summary - 2)].TrimEnd() + "…",
        }, token);
    }
}
