using System.Net;
using System.Text;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>The words of an HTML mail, roughly as they stood on the screen. Not a browser: no style is read, so hidden text is not hidden.
/// What stands in a quotation gets "> " before it, as plain mails have it.</summary>
internal sealed class HtmlText
{
    private const int DeepestQuote = 10;
    private static readonly string[] Unseen = ["script", "style", "head", "title", "template", "noscript"];

    private static readonly HashSet<string> Breaks = new(StringComparer.OrdinalIgnoreCase)
        { "br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote", "body", "section", "article" };

    private readonly StringBuilder text = new();
    private int quotes;
    private int preformatted;

    public static string Of(string html)
    {
        var reader = new HtmlText();
        reader.Read(html);
        return reader.text.ToString();
    }

    private void Read(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) open = html.Length;
            Words(html.AsSpan(at, open - at));
            if (open == html.Length) return;
            at = IsComment(html, open) ? After(html, "-->", open) : Tag(html, open);
        }
    }

    private static bool IsComment(string html, int at) => string.CompareOrdinal(html, at, "<!--", 0, 4) == 0;

    // What is never closed hides the rest, as it does in a browser; so nothing is searched twice.
    private static int After(string html, string end, int from) =>
        html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found ? found + end.Length : html.Length;

    private int Tag(string html, int open)
    {
        var start = open + 1;
        var closing = start < html.Length && html[start] == '/';
        if (closing) start++;
        var end = start;
        while (end < html.Length && end - start < 20 && char.IsAsciiLetterOrDigit(html[end])) end++;
        var name = html[start..end];
        if (name.Length == 0 && !(start < html.Length && html[start] is '!' or '?'))
        {
            Words("<");
            return open + 1;
        }

        var next = After(html, ">", end);
        if (!closing && Unseen.Contains(name, StringComparer.OrdinalIgnoreCase)) return After(html, ">", After(html, $"</{name}", next) - 1);
        if (name.Equals("blockquote", StringComparison.OrdinalIgnoreCase)) quotes = Math.Clamp(quotes + (closing ? -1 : 1), 0, DeepestQuote);
        if (name.Equals("pre", StringComparison.OrdinalIgnoreCase)) preformatted = Math.Max(0, preformatted + (closing ? -1 : 1));
        if (Breaks.Contains(name)) Break(always: name.Equals("br", StringComparison.OrdinalIgnoreCase) || name.Equals("p", StringComparison.OrdinalIgnoreCase) && closing);
        else if (name.Equals("td", StringComparison.OrdinalIgnoreCase) && !closing && text.Length > 0 && text[^1] is not ('\n' or ' ')) text.Append(' ');
        return next;
    }

    private void Break(bool always)
    {
        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        if (always || text.Length > 0 && text[^1] != '\n') text.Append('\n');
    }

    private void Words(ReadOnlySpan<char> words)
    {
        foreach (var c in WebUtility.HtmlDecode(words.ToString()))
        {
            if (c == '\n' && preformatted > 0) Break(always: true);
            else if (c is not '\u200b' and not '\uFEFF') Letter(c);
        }
    }

    private void Letter(char c)
    {
        var blank = char.IsWhiteSpace(c);
        var begins = text.Length == 0 || text[^1] == '\n';
        if (blank && (begins || text[^1] == ' ') && preformatted == 0) return;
        if (begins) text.Insert(text.Length, "> ", quotes);
        text.Append(blank ? ' ' : c);
    }
}
