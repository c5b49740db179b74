using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Character sets by the names mails give them (IANA's and those in use), and bytes that name none.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Mail programs write gb2312 and mean its supersets; "big5" likewise.
    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gb2312"] = "gb18030", ["gbk"] = "gb18030", ["x-gbk"] = "gb18030", ["cp936"] = "gb18030", ["euc-cn"] = "gb18030", ["gb_2312-80"] = "gb18030",
        ["big5-hkscs"] = "big5", ["x-x-big5"] = "big5", ["cp950"] = "big5", ["cp1258"] = "windows-1258", ["cp1252"] = "windows-1252",
        ["latin1"] = "windows-1252", ["iso-8859-1"] = "windows-1252", ["utf8"] = "utf-8", ["hz"] = "hz-gb-2312", ["cp932"] = "shift_jis",
    };

    /// <summary>Null for a name nobody knows, and for ASCII: whoever says ASCII and sends more means something else.</summary>
    public static Encoding? Find(string? name)
    {
        name = name?.Trim().Trim('"', '\'') ?? "";
        if (name.Length is 0 or > 40 || name.Contains("ascii", StringComparison.OrdinalIgnoreCase)) return null;
        name = Meant.GetValueOrDefault(name, name);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Never fails: what is no character becomes U+FFFD. NUL and a mark at the beginning are left out.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        var text = Find(charset) is { } named ? named.GetString(bytes) : Guess(bytes);
        return text.Contains('\0') || text.StartsWith('\uFEFF') ? text.Replace("\0", "").TrimStart('\uFEFF') : text;
    }

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(bytes);
        }
    }
}
