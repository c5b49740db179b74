namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>One part of a mail (RFC 2046): the whole mail, a text, a file, a mail within the mail.</summary>
internal sealed class MailPart
{
    private readonly Lazy<ReadOnlyMemory<byte>> content;

    public MailPart(MailHeaders headers, ReadOnlyMemory<byte> body, string defaultType)
    {
        Headers = headers;
        ContentType = HeaderParameters.Read(headers.Raw("Content-Type"));
        Disposition = HeaderParameters.Read(headers.Raw("Content-Disposition"));
        Type = ContentType.Value.IndexOf('/') is > 0 and var slash && slash + 1 < ContentType.Value.Length ? ContentType.Value : defaultType;
        Charset = ContentType.Raw("charset");
        headers.Charset = Charset;
        Body = body;
        content = new(() => TransferEncodings.Decode(body, headers.Raw("Content-Transfer-Encoding")));
    }

    public MailHeaders Headers { get; }

    public HeaderParameters ContentType { get; }

    public HeaderParameters Disposition { get; }

    /// <summary>In lower case, such as <c>text/plain</c>.</summary>
    public string Type { get; }

    public string? Charset { get; }

    /// <summary>As it was sent, still encoded.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Decoded.</summary>
    public ReadOnlyMemory<byte> Content => content.Value;

    /// <summary>The parts of a multipart, or the one mail within a message/rfc822; empty when it was nested too deep to be read.</summary>
    public List<MailPart> Parts { get; } = [];

    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>Another mail as a whole (message/rfc822, or RFC 6532's name for it).</summary>
    public bool IsMail => Type is "message/rfc822" or "message/global";

    /// <summary>The name given to it as a file, without folders; null where it has none.</summary>
    public string? FileName => FileNames.Safe(Disposition.Text("filename", Charset) ?? ContentType.Text("name", Charset));

    /// <summary>The content as text, without HTML marks; at most <paramref name="longest"/> bytes of it are looked at.</summary>
    public string Text(int longest)
    {
        var text = Charsets.Decode(Content.Span[..Math.Min(longest, Content.Length)], Charset);
        return Type == "text/html" ? HtmlText.Of(text) : text.ReplaceLineEndings("\n");
    }

    /// <summary>This part and all below it, not entering mails within the mail.</summary>
    public IEnumerable<MailPart> Own()
    {
        yield return this;
        if (IsMail) yield break;
        foreach (var part in Parts.SelectMany(p => p.Own())) yield return part;
    }
}
