using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>An address with the name that stands before it.</summary>
/// <param name="Name">Empty where there is none.</param>
/// <param name="Address">Without brackets; one without an @ is left out of every list.</param>
internal sealed record MailPerson(string Name, string Address)
{
    /// <summary>The addresses of a field such as To (RFC 5322, 3.4): names in quotes, comments, groups; commas inside them do not part.</summary>
    public static IReadOnlyList<MailPerson> ReadAll(IEnumerable<string> raws, string? charset, int most)
    {
        var people = new List<MailPerson>();
        foreach (var piece in raws.SelectMany(Pieces))
        {
            if (people.Count >= most) break;
            if (Read(piece, charset) is { } person) people.Add(person);
        }

        return people;
    }

    private static MailPerson? Read(string piece, string? charset)
    {
        var open = piece.LastIndexOf('<');
        var close = open < 0 ? -1 : piece.IndexOf('>', open);
        var bare = WithoutComments(piece, out var comment);
        var address = open < 0 ? bare : piece[(open + 1)..(close < 0 ? piece.Length : close)];
        var name = open < 0 ? comment : piece[..open];
        address = HeaderText.Decode(address).Replace(" ", "").Replace("\t", "");
        if (!address.Contains('@') || address.Length > 400) return null;
        return new(HeaderText.Decode(name.Trim().Trim('"').Replace("\\\"", "\"").Replace("\\\\", "\\"), charset).Trim('"', ' '), address);
    }

    // "minh@example.vn (Minh)", as it was written before names stood in front.
    private static string WithoutComments(string piece, out string comment)
    {
        var text = new StringBuilder(piece.Length);
        var inside = new StringBuilder();
        var depth = 0;
        foreach (var c in piece)
        {
            if (c == '(') depth++;
            else if (c == ')' && depth > 0) depth--;
            else (depth > 0 ? inside : text).Append(c);
        }

        comment = inside.ToString();
        return text.ToString();
    }

    private static IEnumerable<string> Pieces(string raw)
    {
        var start = 0;
        bool quoted = false, bracketed = false;
        for (var i = 0; i < raw.Length; i++)
        {
            switch (raw[i])
            {
                case '\\' when quoted: i++; break;
                case '"': quoted = !quoted; break;
                case '<' when !quoted: bracketed = true; break;
                case '>' when !quoted: bracketed = false; break;
                case ':' when !quoted && !bracketed: start = i + 1; break;
                case ',' or ';' when !quoted && !bracketed:
                    yield return raw[start..i];
                    start = i + 1;
                    break;
            }
        }

        if (start < raw.Length) yield return raw[start..];
    }
}
