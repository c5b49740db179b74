using System.Globalization;
using MediatR;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Mail;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Features;

/// <summary>Who writes to the utility wants something: a mail that names a complaint of the writer's stands with that, any other becomes one.</summary>
[KeptWhileOff]
internal sealed class WhenMailReceived(IMediator mediator, Utility utility) : IHandle<MailReceived>
{
    public async Task Handle(MailReceived said, CancellationToken token)
    {
        CultureInfo.CurrentUICulture = utility.Language.Culture;
        var text = said.Text.Length > 0 ? said.Text : said.Title;
        if (await mediator.Send(new ComplaintOfWriter(said.Numbers, said.From), token) is { } complaint)
        {
            await mediator.Send(new JoinMail(complaint, said.MailId) { Text = text, LeftOut = said.LeftOut }, token);
            return;
        }

        await mediator.Send(new RecordMailedComplaint(said.MailId, said.From) { Name = said.FromName, Title = said.Title, Text = said.Text, LeftOut = said.LeftOut }, token);
    }
}
