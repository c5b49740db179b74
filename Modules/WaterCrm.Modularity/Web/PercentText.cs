using System.Buffers;
using System.Text;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Text as it stands in addresses and simple forms. .NET leaves bytes that are no UTF-8 as the letters <c>%FF</c>, so that they cannot be told
/// from somebody who wrote these letters; here they are noticed.
/// </summary>
internal static class PercentText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null where its bytes are no UTF-8. A per cent sign without two digits after it stands for itself, as browsers see it.</summary>
    public static string? Decode(ReadOnlySpan<byte> sent)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(sent.Length);
        try
        {
            return Strict.GetString(bytes.AsSpan(0, Unescape(sent, bytes)));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Whether the query of an address is text. Most have nothing that needs a look.</summary>
    public static bool IsText(string? query) =>
        string.IsNullOrEmpty(query) || (Ascii.IsValid(query) && !query.Contains('%', StringComparison.Ordinal)) || Decode(Encoding.UTF8.GetBytes(query)) is not null;

    private static int Unescape(ReadOnlySpan<byte> sent, Span<byte> bytes)
    {
        var length = 0;
        for (var i = 0; i < sent.Length; i++)
        {
            if (sent[i] == '%' && i + 2 < sent.Length && Digit(sent[i + 1]) is { } high && Digit(sent[i + 2]) is { } low)
            {
                bytes[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                bytes[length++] = sent[i] == '+' ? (byte)' ' : sent[i];
            }
        }

        return length;
    }

    private static int? Digit(byte letter) => (char)letter switch
    {
        >= '0' and <= '9' => letter - '0',
        >= 'A' and <= 'F' => letter - 'A' + 10,
        >= 'a' and <= 'f' => letter - 'a' + 10,
        _ => null,
    };
}
