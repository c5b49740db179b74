using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Reads a raw mail (RFC 5322, RFC 2045-2047, 2231, 6532). Mails break every rule, so it reads on where it can; what it costs grows
/// with the length of the mail, whatever stands in it.</summary>
internal sealed class MailReader
{
    private readonly MailLimits limits;
    private int parts;

    private MailReader(MailLimits limits) => this.limits = limits;

    /// <exception cref="UnreadableMailException">It is empty, has no header, or is beyond one of the limits; nothing else is thrown but by the stream itself.</exception>
    public static ReceivedMail Read(Stream stream, MailLimits? limits = null)
    {
        limits ??= MailLimits.Default;
        return Read(Bytes(stream, limits), limits);
    }

    /// <exception cref="UnreadableMailException">As above.</exception>
    public static ReceivedMail Read(ReadOnlyMemory<byte> bytes, MailLimits? limits = null)
    {
        limits ??= MailLimits.Default;
        if (bytes.Length > limits.Bytes) throw TooLong(limits);
        if (bytes.Span.IndexOfAnyExcept(" \t\r\n\0"u8) < 0) throw new UnreadableMailException("It is empty.");
        var root = new MailReader(limits).Part(bytes, 0, "text/plain");
        if (root.Headers.IsEmpty) throw new UnreadableMailException("It has no header lines.");
        return new(root, MailText.Read(root, limits), limits);
    }

    private static ReadOnlyMemory<byte> Bytes(Stream stream, MailLimits limits)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (copy.Length + read > limits.Bytes) throw TooLong(limits);
            copy.Write(buffer, 0, read);
        }

        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    private static UnreadableMailException TooLong(MailLimits limits) => new($"It is longer than {limits.Bytes} bytes.");

    private MailPart Part(ReadOnlyMemory<byte> bytes, int depth, string defaultType)
    {
        if (++parts > limits.Parts) throw new UnreadableMailException($"It has more than {limits.Parts} parts.");
        var headers = MailHeaders.Read(bytes.Span, limits, out var body);
        var part = new MailPart(headers, bytes[body..], defaultType);
        if (depth >= limits.Depth) return part;
        if (part.IsMultipart)
        {
            // Within a digest the parts are mails unless they say otherwise (RFC 2046, 5.1.5).
            var inner = part.Type == "multipart/digest" ? "message/rfc822" : "text/plain";
            foreach (var piece in Pieces(part)) part.Parts.Add(Part(piece, depth + 1, inner));
        }
        else if (part.IsMail)
        {
            part.Parts.Add(Part(part.Content, depth + 1, "text/plain"));
        }

        return part;
    }

    private List<ReadOnlyMemory<byte>> Pieces(MailPart part)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        var body = part.Body;
        if (Delimiter(part) is not { } delimiter) return pieces;
        var start = -1;
        var lines = new Lines(body.Span);
        while (lines.Read())
        {
            if (!IsDelimiter(lines.Current, delimiter, out var closes)) continue;
            if (start >= 0) pieces.Add(WithoutLastBreak(body[start..lines.Start]));
            // More than that is refused anyway; they need not be collected before.
            if (pieces.Count > limits.Parts) return pieces;
            start = lines.Next;
            if (closes) return pieces;
        }

        // The end is missing: a mail cut on its way.
        if (start >= 0) pieces.Add(body[start..]);
        return pieces;
    }

    /// <summary>What the lines between parts begin with; where no boundary is named, the first line that looks like one.</summary>
    private static byte[]? Delimiter(MailPart part)
    {
        if (part.ContentType.Raw("boundary") is { Length: > 0 } named) return Encoding.Latin1.GetBytes("--" + named.TrimEnd());
        var lines = new Lines(part.Body.Span);
        while (lines.Read())
        {
            var line = lines.Current.TrimEnd(" \t"u8);
            if (line.Length is > 4 and < 100 && line.StartsWith("--"u8)) return line.ToArray();
        }

        return null;
    }

    private static bool IsDelimiter(ReadOnlySpan<byte> line, byte[] delimiter, out bool closes)
    {
        closes = false;
        if (!line.StartsWith(delimiter)) return false;
        // "--abc" is not the delimiter "--ab" of the part around it.
        var rest = line[delimiter.Length..].TrimEnd(" \t"u8);
        closes = rest.SequenceEqual("--"u8);
        return closes || rest.IsEmpty;
    }

    private static ReadOnlyMemory<byte> WithoutLastBreak(ReadOnlyMemory<byte> piece)
    {
        if (piece.Span is [.., (byte)'\n']) piece = piece[..^1];
        return piece.Span is [.., (byte)'\r'] ? piece[..^1] : piece;
    }
}
