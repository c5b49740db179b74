using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Receiving;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>
/// Does what a report of another server asks for. Anybody can write such a report, so an address is given up only where the report names a message of ours
/// by its id, which nobody knows who has not had it; and it is that message's address, whatever the report says. Not to be sent news is no harm: there the address is believed.
/// </summary>
internal sealed class MailReturns(KernelDbContext db, CommandScope command, IMediator mediator, Suppressions suppressions, ReturnSettings settings, TimeProvider clock)
{
    public Task<Error?> Take(UnderstoodMail mail, Message? about, CancellationToken token) => mail.Kind switch
    {
        MailKind.Failure when about is not null => Failed(mail, about, token),
        MailKind.Delivery when about is not null && mail.Report!.Action is DeliveryAction.Delivered => Delivered(about, token),
        MailKind.Complaint => NoNews(about is null ? mail.Complainers : [about.Address], SuppressionReason.Complained, mail, about, token),
        MailKind.Unsubscription => NoNews([mail.From], SuppressionReason.Unsubscribed, mail, about, token),
        _ => Task.FromResult<Error?>(null),
    };

    private async Task<Error?> Failed(UnderstoodMail mail, Message about, CancellationToken token)
    {
        var report = mail.Report!;
        if (report.Action is DeliveryAction.Failed)
            await command.Hold!.Execute(
                "UPDATE kernel_message SET \"State\" = 'Bounced', \"HeldBy\" = NULL, \"EndedAt\" = @now, \"Failure\" = @why WHERE \"Id\" = @id AND \"State\" IN ('Sending', 'Sent', 'Delivered', 'Uncertain')",
                token, ("@now", clock.Utc()), ("@why", mail.Note), ("@id", about.Id));
        if (!report.IsHard) return null;
        await suppressions.Close(about.Recipient, token);   // two reports at once must see each other
        if (!await IsEnough(mail, about, token)) return null;

        return (await mediator.Send(new SuppressAddress
        {
            Channel = about.Channel, Address = about.Address, Topic = SuppressedTopic.All, Reason = SuppressionReason.HardBounce, Source = about.Id, Note = mail.Note,
        }, token)).Error;
    }

    /// <summary>Messages are counted, not reports: two servers on the way may report the same.</summary>
    private async Task<bool> IsEnough(UnderstoodMail mail, Message about, CancellationToken token)
    {
        if (settings.AtOnce && mail.IsMachineReadable && mail.Report!.Status?.StartsWith("5.1.", StringComparison.Ordinal) is true) return true;
        var since = clock.Utc().AddDays(-settings.WithinDays);
        return await db.TakenMails.Where(m => m.Recipient == about.Recipient && m.IsHard && m.ReceivedAt >= since).Select(m => m.OwnMessageId).Distinct().CountAsync(token) >= settings.HardReports;
    }

    private async Task<Error?> Delivered(Message about, CancellationToken token)
    {
        await command.Hold!.Execute(
            "UPDATE kernel_message SET \"State\" = 'Delivered', \"HeldBy\" = NULL, \"EndedAt\" = @now, \"Failure\" = NULL WHERE \"Id\" = @id AND \"State\" IN ('Sending', 'Sent', 'Uncertain')",
            token, ("@now", clock.Utc()), ("@id", about.Id));
        return null;
    }

    private async Task<Error?> NoNews(IReadOnlyList<string> addresses, SuppressionReason reason, UnderstoodMail mail, Message? about, CancellationToken token)
    {
        foreach (var address in addresses.Where(MailAddresses.LooksRight).Distinct(StringComparer.OrdinalIgnoreCase))
            if ((await mediator.Send(new SuppressAddress { Channel = MessageChannels.Email, Address = address, Topic = SuppressedTopic.News, Reason = reason, How = reason is SuppressionReason.Unsubscribed ? NewsSource.Mail : null, CustomerId = about?.CustomerId, Source = about?.Id, Note = mail.Note }, token)).Error is { } refused)
                return refused;
        return null;
    }
}
