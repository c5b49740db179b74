namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Content transfer encodings (RFC 2045, 6), read leniently: what is broken costs the broken place and no more.</summary>
internal static class TransferEncodings
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> bytes, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "base64" => Base64(bytes.Span),
        "quoted-printable" => QuotedPrintable(bytes.Span),
        _ => bytes,
    };

    /// <summary>Characters outside the alphabet are passed over (RFC 2045, 6.8). Padding ends a group, not the text: some programs join several texts.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var result = new byte[text.Length / 4 * 3 + 3];
        int written = 0, held = 0, bits = 0;
        foreach (var c in text)
        {
            if (c == '=') (held, bits) = (0, 0);
            var value = Value(c);
            if (value < 0) continue;
            (held, bits) = (held << 6 | value, bits + 6);
            if (bits < 8) continue;
            bits -= 8;
            result[written++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }

        return result[..written];
    }

    /// <param name="inHeader">Whether an underscore is a blank (RFC 2047, 4.2).</param>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text, bool inHeader = false)
    {
        var result = new byte[text.Length];
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                result[written++] = (byte)(high << 4 | low);
                i += 2;
            }
            else if (text[i] == '=' && SoftBreak(text[(i + 1)..]) is > 0 and var skipped)
            {
                i += skipped;
            }
            else
            {
                result[written++] = inHeader && text[i] == '_' ? (byte)' ' : text[i];
            }
        }

        return result[..written];
    }

    // "=" at the end of a line, perhaps with blanks that a server put behind it. Not many: a line of blanks is not walked twice.
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var i = 0;
        while (i < rest.Length && i < 100 && rest[i] is (byte)' ' or (byte)'\t' or (byte)'\r') i++;
        return i < rest.Length && rest[i] == '\n' ? i + 1 : 0;
    }

    private static int Value(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    private static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
