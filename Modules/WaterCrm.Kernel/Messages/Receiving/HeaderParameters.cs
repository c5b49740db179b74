using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>A value with parameters, such as Content-Type: <c>text/plain; charset="utf-8"</c>. Parameters may be cut in pieces and carry
/// a character set (RFC 2231), or wrongly hold encoded words, as many programs write file names.</summary>
internal sealed class HeaderParameters
{
    // More are not written by anybody; the rest is not read.
    private const int MostParameters = 200;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands before the first semicolon, in lower case.</summary>
    public string Value { get; private init; } = "";

    public static HeaderParameters Read(string? raw)
    {
        var pieces = Pieces(raw ?? "");
        var result = new HeaderParameters { Value = (pieces.Count == 0 ? "" : pieces[0].Split(' ', '\t')[0]).ToLowerInvariant() };
        foreach (var piece in pieces.Skip(1))
        {
            var equals = piece.IndexOf('=');
            if (equals > 0) result.values.TryAdd(piece[..equals].Trim(), Unquoted(piece[(equals + 1)..].Trim()));
        }

        return result;
    }

    /// <summary>The parameter as it stands, for boundaries and the like.</summary>
    public string? Raw(string name) => values.GetValueOrDefault(name);

    /// <summary>The parameter in readable characters; null where there is none.</summary>
    public string? Text(string name, string? charset)
    {
        if (values.TryGetValue($"{name}*", out var whole)) return Extended(whole);
        if (values.ContainsKey($"{name}*0") || values.ContainsKey($"{name}*0*")) return Joined(name);
        return values.TryGetValue(name, out var plain) ? HeaderText.Decode(plain, charset) : null;
    }

    private string Joined(string name)
    {
        var bytes = new List<byte>();
        string? charset = null;
        for (var i = 0; i < MostParameters; i++)
        {
            if (values.TryGetValue($"{name}*{i}*", out var escaped))
            {
                if (i == 0) (charset, escaped) = Parted(escaped);
                bytes.AddRange(Unescaped(escaped));
            }
            else if (values.TryGetValue($"{name}*{i}", out var plain))
            {
                bytes.AddRange(Encoding.Latin1.GetBytes(plain));
            }
            else
            {
                break;
            }
        }

        // Some programs cut an encoded word in pieces instead.
        var joined = bytes.ToArray();
        return HeaderText.OneLine(charset is null ? HeaderText.Decode(Encoding.Latin1.GetString(joined)) : Charsets.Decode(joined, charset));
    }

    private static string Extended(string value)
    {
        var (charset, escaped) = Parted(value);
        return HeaderText.OneLine(Charsets.Decode(Unescaped(escaped), charset));
    }

    // charset'language'text
    private static (string? Charset, string Text) Parted(string value)
    {
        var first = value.IndexOf('\'');
        var second = first < 0 ? -1 : value.IndexOf('\'', first + 1);
        return second < 0 ? (null, value) : (value[..first], value[(second + 1)..]);
    }

    private static byte[] Unescaped(string value)
    {
        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = value[i] == '%' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]);
            bytes.Add(escaped ? Convert.ToByte(value.Substring(i + 1, 2), 16) : (byte)value[i]);
            if (escaped) i += 2;
        }

        return [.. bytes];
    }

    private static string Unquoted(string value)
    {
        if (value is not ['"', ..]) return value;
        var text = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length && value[i] != '"'; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length) i++;
            text.Append(value[i]);
        }

        return text.ToString();
    }

    private static List<string> Pieces(string raw)
    {
        var pieces = new List<string>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < raw.Length && pieces.Count < MostParameters; i++)
        {
            if (raw[i] == '\\' && quoted) i++;
            else if (raw[i] == '"') quoted = !quoted;
            else if (raw[i] == ';' && !quoted)
            {
                pieces.Add(raw[start..i].Trim());
                start = i + 1;
            }
        }

        if (start < raw.Length) pieces.Add(raw[start..].Trim());
        return pieces;
    }
}
