using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>The header fields of a mail or of one part (RFC 5322, 2.2), unfolded. Bytes beyond ASCII are kept one by one until a field is read,
/// because only then it is known in which character set they are.</summary>
internal sealed class MailHeaders
{
    public static readonly MailHeaders None = new([]);

    private readonly List<(string Name, string Raw)> fields;

    private MailHeaders(List<(string Name, string Raw)> fields) => this.fields = fields;

    public bool IsEmpty => fields.Count == 0;

    /// <summary>The character set that the text of this part names; what raw bytes in a header are tried in after UTF-8.</summary>
    public string? Charset { get; set; }

    /// <summary>Reads up to the empty line; <paramref name="body"/> is where the text behind it begins.</summary>
    /// <exception cref="UnreadableMailException">There are more lines than <see cref="MailLimits.HeaderLines"/>.</exception>
    public static MailHeaders Read(ReadOnlySpan<byte> bytes, MailLimits limits, out int body)
    {
        var fields = new List<(string Name, string Raw)>();
        var value = new StringBuilder();
        var name = "";
        var lines = new Lines(bytes);
        body = bytes.Length;
        for (var count = 0; lines.Read(); count++)
        {
            if (count > limits.HeaderLines) throw new UnreadableMailException($"It has more than {limits.HeaderLines} header lines.");
            var line = lines.Current;
            if (line.IsEmpty)
            {
                body = lines.Next;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
            {
                Append(value, line, limits);
                continue;
            }

            var colon = line[..Math.Min(line.Length, LongestName)].IndexOf((byte)':');
            if (!IsName(colon < 1 ? [] : line[..colon]))
            {
                // A part without any header begins with its text at once; an envelope line and rubbish among fields are passed over.
                if (name.Length > 0 || line.StartsWith("From "u8)) continue;
                body = lines.Start;
                break;
            }

            if (name.Length > 0) fields.Add((name, value.ToString().Trim()));
            name = Encoding.Latin1.GetString(line[..colon]).TrimEnd();
            value.Clear();
            Append(value, line[(colon + 1)..], limits);
        }

        if (name.Length > 0) fields.Add((name, value.ToString().Trim()));
        return fields.Count == 0 ? None : new MailHeaders(fields);
    }

    /// <summary>The first field of that name as it stands in the mail; null where there is none.</summary>
    public string? Raw(string name) => All(name).FirstOrDefault();

    public IEnumerable<string> All(string name) => fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Raw);

    /// <summary>The first field of that name in readable characters, on one line; null where there is none.</summary>
    public string? Text(string name) => Raw(name) is { } raw ? HeaderText.Decode(raw, Charset) : null;

    public bool Has(string name) => Raw(name) is not null;

    private const int LongestName = 200;

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        var trimmed = name.TrimEnd(" \t"u8);
        return !trimmed.IsEmpty && trimmed.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0;
    }

    private static void Append(StringBuilder value, ReadOnlySpan<byte> line, MailLimits limits)
    {
        var room = limits.HeaderLength - value.Length;
        if (room > 0) value.Append(Encoding.Latin1.GetString(line[..Math.Min(room, line.Length)]));
    }
}
