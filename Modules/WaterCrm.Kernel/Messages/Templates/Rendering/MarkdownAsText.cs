using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WaterCrm.Kernel.Messages.Templates.Rendering;

/// <summary>A text in Markdown as one would type it where there is no formatting. Addresses stand in angle brackets behind their words (RFC 3986, appendix C).</summary>
internal sealed class MarkdownAsText
{
    private readonly StringBuilder text = new();

    public string Write(MarkdownDocument document)
    {
        Write(document, "");
        return text.ToString().Trim('\n') + "\n";
    }

    private void Write(ContainerBlock blocks, string indent)
    {
        foreach (var block in blocks) Write(block, indent);
    }

    private void Write(Block block, string indent)
    {
        switch (block)
        {
            case ListBlock list:
                Write(list, indent);
                break;
            case ContainerBlock container:
                Write(container, container is QuoteBlock ? indent + "> " : indent);
                break;
            case LeafBlock { Inline: { } words }:
                Line(indent, Words(words));
                break;
            case ThematicBreakBlock:
                Line(indent, "---");
                break;
        }
    }

    private void Write(ListBlock list, string indent)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var sign = list.IsOrdered ? FormattableString.Invariant($"{number++}. ") : "- ";
            var from = text.Length;
            Write(item, indent + new string(' ', sign.Length));
            if (text.Length >= from + indent.Length + sign.Length) text.Remove(from + indent.Length, sign.Length).Insert(from + indent.Length, sign);
            while (text.Length > 1 && text[^1] == '\n' && text[^2] == '\n') text.Length--;   // items stand close together
        }
        text.Append('\n');
    }

    private void Line(string indent, string words) => text.Append(indent).Append(words.Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append("\n\n");

    private static string Words(ContainerInline inlines)
    {
        var words = new StringBuilder();
        foreach (var inline in inlines) words.Append(Words(inline));
        return words.ToString();
    }

    private static string Words(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => "\n",
        LinkInline link => Link(Words((ContainerInline)link), link.Url ?? ""),
        ContainerInline container => Words(container),
        _ => "",
    };

    private static string Link(string words, string url) =>
        words.Length == 0 || url == words || url == "mailto:" + words || url == "tel:" + words ? words.Length == 0 ? url : words : $"{words} <{url}>";
}
