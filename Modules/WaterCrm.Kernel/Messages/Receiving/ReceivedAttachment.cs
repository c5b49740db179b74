namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>A file on a mail.</summary>
/// <param name="Name">Without folders; made up from its number and type where the mail gives none.</param>
/// <param name="Type">As the sender says, in lower case; nobody has checked it.</param>
internal sealed record ReceivedAttachment(string Name, string Type, MailPart Part)
{
    /// <summary>What HTML refers to as <c>cid:</c>, without brackets; null for most files.</summary>
    public string? ContentId => Part.Headers.Raw("Content-Id")?.Trim('<', '>', ' ');

    /// <summary>Decoded.</summary>
    public ReadOnlyMemory<byte> Bytes => Part.Content;
}
