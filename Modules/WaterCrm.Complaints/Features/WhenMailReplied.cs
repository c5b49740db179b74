using System.Globalization;
using MediatR;
using WaterCrm.Complaints.Data;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Mail;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Features;

/// <summary>The customer's answer to a mail about a complaint stands with the complaint.</summary>
[KeptWhileOff]
internal sealed class WhenMailReplied(IMediator mediator, Utility utility) : IHandle<MailReplyReceived>
{
    public async Task Handle(MailReplyReceived said, CancellationToken token)
    {
        if (said.AboutKind != ComplaintSubject.KindName) return;

        CultureInfo.CurrentUICulture = utility.Language.Culture;   // nobody is reading yet: the utility's own language
        await mediator.Send(new JoinMail(said.AboutId, said.MailId)
        {
            Text = said.Text.Length > 0 ? said.Text : said.Title, Stranger = said.IsFromAddressee ? null : said.From, LeftOut = said.LeftOut,
        }, token);
    }
}
