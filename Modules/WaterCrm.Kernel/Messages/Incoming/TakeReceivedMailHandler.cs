using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Contracts.Mail;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Incoming;

internal sealed class TakeReceivedMailHandler(KernelDbContext db, CommandScope command, MailReturns returns, KeptFiles kept, TimeProvider clock) : IRequestHandler<TakeReceivedMail, Result<TakenAs>>
{
    public async Task<Result<TakenAs>> Handle(TakeReceivedMail request, CancellationToken token)
    {
        var mail = request.Read ?? throw new InvalidOperationException("A mail is read before its transaction: it is not taken inside another command.");
        var about = await About(mail, token);
        if (mail.Kind is MailKind.Reply && about is null) mail = mail with { Kind = MailKind.New };

        var id = Ids.New(clock);
        if (!await IsFirst(id, mail, about, token)) return await Earlier(mail.Key, token);
        await kept.Keep(mail.Attachments, token);
        if (mail.IsFromSomebody) Tell(id, mail, about);
        else if (await returns.Take(mail, about, token) is { } refused) return refused;
        return new TakenAs(id, mail.Kind, IsKnown: false);
    }

    /// <summary>The first message of ours that it names and that we know.</summary>
    private async Task<Message?> About(UnderstoodMail mail, CancellationToken token)
    {
        if (mail.Named.Count == 0) return null;
        var found = await db.Messages.AsNoTracking().Where(m => mail.Named.Contains(m.Id)).ToListAsync(token);
        return mail.Named.Select(id => found.Find(m => m.Id == id)).FirstOrDefault(m => m is not null);
    }

    /// <summary>Of two processes with the same mail, the database lets one pass and makes the other wait until the first has finished.</summary>
    private async Task<bool> IsFirst(Guid id, UnderstoodMail mail, Message? about, CancellationToken token) => await command.Hold!.Execute(
        "INSERT INTO kernel_received_mail (\"Id\", \"Key\", \"MessageId\", \"ReceivedAt\", \"Kind\", \"From\", \"FromName\", \"Title\", \"Text\", \"Attachments\", \"OwnMessageId\", \"Recipient\", \"IsHard\", \"Note\") " +
        "VALUES (@id, @key, @messageId, @now, @kind, @from, @fromName, @title, @text, @attachments, @own, @recipient, @hard, @note) ON CONFLICT (\"Key\") DO NOTHING",
        token, ("@id", id), ("@key", mail.Key), ("@messageId", mail.MessageId), ("@now", clock.Utc()), ("@kind", mail.Kind), ("@from", mail.From), ("@fromName", mail.FromName), ("@title", mail.Title), ("@text", mail.Text),
        ("@attachments", mail.Attachments.Count == 0 ? null : JsonSerializer.Serialize(mail.Attachments)), ("@own", about?.Id), ("@recipient", about?.Recipient), ("@hard", about is not null && mail.Report is { IsHard: true }),
        ("@note", mail.Note)) == 1;

    private async Task<Result<TakenAs>> Earlier(byte[] key, CancellationToken token)
    {
        command.Unchanged();
        var earlier = await db.TakenMails.Where(m => m.Key == key).Select(m => new { m.Id, m.Kind }).SingleAsync(token);
        return new TakenAs(earlier.Id, earlier.Kind, IsKnown: true);
    }

    private void Tell(Guid id, UnderstoodMail mail, Message? about)
    {
        if (about is null)
        {
            command.Say(new MailReceived
            {
                OccurredAt = clock.Utc(), MailId = id, From = mail.From, FromName = mail.FromName, Title = mail.Title, Text = mail.Text, Numbers = mail.Numbers, LeftOut = mail.LeftOut,
            });
            return;
        }

        command.Say(new MailReplyReceived
        {
            OccurredAt = clock.Utc(), MailId = id, MessageId = about.Id, AboutKind = about.SubjectKind, AboutId = about.SubjectId, CustomerId = about.CustomerId, PersonId = about.PersonId,
            From = mail.From, FromName = mail.FromName, IsFromAddressee = about.Recipient == Message.RecipientOf(about.Channel, mail.From), Title = mail.Title, Text = mail.Text, LeftOut = mail.LeftOut,
        });
    }
}
