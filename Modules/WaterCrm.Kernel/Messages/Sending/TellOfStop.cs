using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>Tells whoever looks after the system that a channel has sent as much today as it may. It is told once a day.</summary>
/// <param name="Channel">Its code.</param>
/// <param name="Limit">Messages a day.</param>
[Audited("messages.stop-told", "Told that messages have stopped for today")]
internal sealed record TellOfStop(string Channel, int Limit) : ICommand<int>;

internal sealed class TellOfStopHandler(KernelDbContext db, MessageDesk desk, IPeople people, MailSettings mail, Utility utility, LocalFormat local) : IRequestHandler<TellOfStop, Result<int>>
{
    public async Task<Result<int>> Handle(TellOfStop request, CancellationToken token)
    {
        var (today, told) = (local.Today, 0);
        var waiting = await db.Messages.CountAsync(m => m.Channel == request.Channel && m.State == MessageState.Queued, token);
        foreach (var colleague in await people.ToWriteTo(HealthPermissions.View, token))
        {
            var values = new Dictionary<string, object?>
            {
                ["person.name"] = colleague.Name, ["messages.channel"] = request.Channel, ["messages.limit"] = request.Limit, ["messages.waiting"] = waiting,
                ["messages.link"] = mail.PublicAddress.Length == 0 ? null : $"{mail.PublicAddress.TrimEnd('/')}/staff/admin/messages",
            };
            foreach (var (channel, address) in Ways(colleague))
                if ((await desk.Write(To(colleague, channel, address, request.Channel, today), KernelMessages.Stopped, values, token)).Is(out var message) && message.IsNew) told++;
        }

        return told;
    }

    /// <summary>On the pages in any case; by mail to whom it can go.</summary>
    private IEnumerable<(string Channel, string Address)> Ways(Addressee colleague)
    {
        yield return (MessageChannels.App, colleague.Id.ToString());
        if (mail.Host.Length > 0 && colleague.Email is { } address) yield return (MessageChannels.Email, address);
    }

    private Envelope To(Addressee colleague, string channel, string address, string stopped, DateOnly today) => new()
    {
        Purpose = $"{KernelMessages.Stopped}:{stopped}:{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", About = ("person", colleague.Id), Channel = channel, Address = address,
        Name = colleague.Name, PersonId = colleague.Id, Language = colleague.Language ?? utility.Language.Culture.Name, Priority = MessagePriority.Urgent, UselessAt = local.EndOf(today),
    };
}
