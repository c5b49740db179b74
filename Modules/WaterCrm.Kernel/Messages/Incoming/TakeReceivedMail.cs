using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Receiving;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>Takes a mail as a server hands it over: reads it, puts it beside the message it is about and tells the modules. The same mail taken again does nothing.</summary>
/// <param name="Raw">The whole mail (RFC 5322).</param>
[Audited("messages.mail-taken", "Took a mail")]
internal sealed record TakeReceivedMail(ReadOnlyMemory<byte> Raw) : ICommand<TakenAs>
{
    /// <summary>What stands in it; read before the transaction.</summary>
    public UnderstoodMail? Read { get; init; }
}

/// <summary>What became of a mail.</summary>
/// <param name="Id">Under which it is kept.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsKnown">It was taken before, and nothing has happened now.</param>
internal sealed record TakenAs(Guid Id, MailKind Kind, bool IsKnown) : IAbout
{
    Guid IAbout.About => Id;
}

internal sealed class MailReading(FileStore files, UploadSettings uploads, Settings<MailSettings> settings) : IPrepare<TakeReceivedMail>
{
    private const int MostFiles = 20;

    private readonly UploadRules rules = UploadRules.Documents(uploads);

    public async Task<Result<TakeReceivedMail>> Prepare(TakeReceivedMail command, CancellationToken token)
    {
        try
        {
            var mail = MailReader.Read(command.Raw);
            var read = UnderstoodMail.Of(mail, command.Raw.Span, IsOurs);
            return command with { Raw = default, Read = read.IsFromSomebody ? await WithFiles(read, mail, token) : read };
        }
        catch (UnreadableMailException unreadable)
        {
            return MessageErrors.UnreadableMail.With(unreadable.Message);
        }
    }

    private async Task<UnderstoodMail> WithFiles(UnderstoodMail read, ReceivedMail mail, CancellationToken token)
    {
        List<StoredFile> kept = [];
        List<string> leftOut = [];
        foreach (var attachment in mail.Attachments)
        {
            if (kept.Count == MostFiles || !(await Receive(attachment, token)).Is(out var file)) leftOut.Add(Cleaned.Line(attachment.Name, 150));
            else kept.Add(file);
        }

        return read with { Attachments = kept, LeftOut = leftOut };
    }

    private async Task<Result<StoredFile>> Receive(ReceivedAttachment attachment, CancellationToken token)
    {
        if (attachment.Bytes.Length > rules.MaxBytes) return FileErrors.TooLarge;
        using var content = new MemoryStream(attachment.Bytes.ToArray(), writable: false);
        return await files.Receive(content, attachment.Name, rules, token);
    }

    private bool IsOurs(string address)
    {
        var ours = settings.Current;
        return MailSettings.Senders(ours.OtherSenders) is var others && new[] { ours.From, ours.ReplyTo }.Concat(others?.Values ?? []).Any(a => a.Length > 0 && a.Equals(address, StringComparison.OrdinalIgnoreCase));
    }
}
