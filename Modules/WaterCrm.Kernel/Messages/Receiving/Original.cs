using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>What a report gives back of the mail it is about.</summary>
internal sealed record Original(string? MessageId, string? Mark, IReadOnlyList<string> To)
{
    /// <param name="rest">The end of a notice in prose, where it copies our mail.</param>
    public static Original Of(IReadOnlyList<MailPart> parts, string rest)
    {
        var headers = MailHeaders.None;
        if (parts.FirstOrDefault(p => p.IsMail && p.Parts.Count > 0) is { } mail) headers = mail.Parts[0].Headers;
        else if (parts.FirstOrDefault(p => p.Type is "text/rfc822-headers" or "message/global-headers") is { } alone) headers = Read(alone.Content);
        else if (rest.Length > 0) headers = Read(Encoding.UTF8.GetBytes(rest.TrimStart()));
        var to = MailPerson.ReadAll(headers.All("To"), headers.Charset, 10).Select(p => p.Address);
        return new(MessageIds.ReadAll(headers.Raw("Message-ID"), 1).FirstOrDefault(), headers.Text(DeliveryReport.MarkHeader), [.. to]);
    }

    private static MailHeaders Read(ReadOnlyMemory<byte> bytes)
    {
        var start = bytes.Span.IndexOfAnyExcept("\r\n"u8);
        return start < 0 ? MailHeaders.None : MailHeaders.Read(bytes.Span[start..], StatusGroups.Limits, out _);
    }
}
