using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Header values in readable characters: encoded words (RFC 2047), raw bytes in UTF-8 or the mail's own set. The result is one line:
/// a line break hidden in an encoded word must not become a header of our own mail.</summary>
internal static class HeaderText
{
    // RFC 2047 allows 75 characters; real programs write longer words. The bound keeps a header full of "=?" from costing its length squared.
    private const int LongestWord = 1_000;

    public static string Decode(string raw, string? charset = null)
    {
        var text = new StringBuilder(raw.Length);
        var open = new Word(null, []);
        var plain = 0;
        for (var at = raw.IndexOf("=?", StringComparison.Ordinal); at >= 0; at = raw.IndexOf("=?", at, StringComparison.Ordinal))
        {
            if (Read(raw, at, out var end) is not { } word)
            {
                at += 2;
                if (at >= raw.Length) break;
                continue;
            }

            var between = raw.AsSpan(plain, at - plain);
            var joined = open.Charset is not null && between.IsWhiteSpace();
            if (!joined || !string.Equals(open.Charset, word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(text, ref open);
                if (!joined) Plain(text, between, charset);
                open = word;
            }
            else
            {
                // One character may be cut in two words: the bytes are joined before they are read.
                open.Bytes.AddRange(word.Bytes);
            }

            plain = at = end;
            if (at >= raw.Length) break;
        }

        Flush(text, ref open);
        Plain(text, raw.AsSpan(plain), charset);
        return OneLine(text.ToString());
    }

    /// <summary>Control characters, line and paragraph separators become blanks.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(Breaks)) return text.Trim();
        return string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Breaks(from[i]) ? ' ' : from[i];
        }).Trim();
    }

    private static bool Breaks(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    private static void Flush(StringBuilder text, ref Word word)
    {
        if (word.Charset is not null) text.Append(Charsets.Decode(word.Bytes.ToArray(), word.Charset));
        word = new Word(null, []);
    }

    private static void Plain(StringBuilder text, ReadOnlySpan<char> raw, string? charset)
    {
        if (raw.IndexOfAnyExceptInRange('\0', '\x7f') < 0)
        {
            text.Append(raw);
            return;
        }

        var bytes = new byte[raw.Length];
        Encoding.Latin1.GetBytes(raw, bytes);
        var guessed = Charsets.Decode(bytes, "");
        // Valid UTF-8 is hardly ever anything else.
        text.Append(charset is null || IsUtf8(bytes) ? guessed : Charsets.Decode(bytes, charset));
    }

    private static bool IsUtf8(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static Word? Read(string raw, int at, out int end)
    {
        end = at;
        var window = raw.AsSpan(at, Math.Min(LongestWord, raw.Length - at));
        var first = window[2..].IndexOf('?') + 2;
        if (first < 3 || first + 2 >= window.Length || window[first + 2] != '?') return null;
        var close = window[(first + 3)..].IndexOf("?=", StringComparison.Ordinal);
        if (close < 0) return null;
        // RFC 2231 lets a language follow the set: =?utf-8*vi?Q?...?=
        var charset = window[2..first].ToString().Split('*')[0];
        var content = window.Slice(first + 3, close);
        end = at + first + 3 + close + 2;
        return char.ToUpperInvariant(window[first + 1]) switch
        {
            'B' => new Word(charset, [.. TransferEncodings.Base64(Encoding.Latin1.GetBytes(content.ToString()))]),
            'Q' => new Word(charset, [.. TransferEncodings.QuotedPrintable(Encoding.Latin1.GetBytes(content.ToString()), inHeader: true)]),
            _ => null,
        };
    }

    private readonly record struct Word(string? Charset, List<byte> Bytes);
}
