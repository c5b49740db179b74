using System.Net;
using Markdig;
using Markdig.Parsers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using WaterCrm.Kernel.Messages.Templates.Reading;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Templates.Rendering;

/// <summary>A text in Markdown with its values, as HTML and as plain text. HTML inside it is shown as text; code blocks there are none, for indented lines are no code in a letter.</summary>
internal sealed class MarkdownBody
{
    public static readonly Error Picture = new("messages.picture", "Line {0}, column {1}: a message has no pictures, for mail programs do not show them. Put a link instead.");
    public static readonly Error LinkScheme = new("messages.link-scheme", "Line {0}, column {1}: a link begins with https, http, mailto or tel.");

    private static readonly MarkdownPipeline Pipeline = Build();

    private readonly MarkdownDocument document;
    private readonly IReadOnlyList<Filling> values;

    /// <param name="markdown">With a <see cref="Mark"/> for each value.</param>
    /// <param name="values">What they stand for.</param>
    /// <param name="style">The style attribute of an element, by its name; null leaves elements plain, for pages that have a style sheet.</param>
    public MarkdownBody(string markdown, IReadOnlyList<Filling> values, Func<string, string?>? style = null)
    {
        this.values = values;
        document = Markdown.Parse(markdown, Pipeline);
        foreach (var found in document.Descendants<AutolinkInline>().ToList())
            found.ReplaceBy(new LinkInline(found.IsEmail ? "mailto:" + found.Url : found.Url, "").AppendChild(new LiteralInline(found.Url)));
        foreach (var link in document.Descendants<LinkInline>().ToList()) Mend(link);
        if (style is not null)
            foreach (var element in document.Descendants()) Dress(element, style);
        LinkStyle = style?.Invoke("a");
    }

    private string? LinkStyle { get; }

    public string ToHtml() => Mark.Replace(document.ToHtml(Pipeline), (number, bare) =>
    {
        var (text, isLink) = values[number];
        var encoded = WebUtility.HtmlEncode(text).Replace("\n", "<br />", StringComparison.Ordinal);
        return bare || !isLink ? $"<bdi>{encoded}</bdi>" : $"<a href=\"{encoded}\"{(LinkStyle is null ? "" : $" style=\"{LinkStyle}\"")}>{encoded}</a>";
    });

    public string ToText() => Mark.Replace(new MarkdownAsText().Write(document), (number, _) => values[number].Text);

    /// <summary>What must not stand in a message, looked for before any value is known.</summary>
    public static Error? Refuse(string source)
    {
        foreach (var link in Markdown.Parse(source, Pipeline).Descendants<LinkInline>())
        {
            if (link.IsImage) return Picture.With(link.Line + 1, link.Column + 1);
            if (link.Url is { } url && !url.StartsWith("{{", StringComparison.Ordinal) && !MayLead(url.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal)))
                return LinkScheme.With(link.Line + 1, link.Column + 1);
        }
        return null;
    }

    /// <summary>An address with its values in it; where it would lead nowhere a mail may lead, only its words are left.</summary>
    private void Mend(LinkInline link)
    {
        var url = Mark.Replace(link.Url ?? "", (number, _) => values[number] is { IsLink: true } whole ? whole.Text : Uri.EscapeDataString(values[number].Text));
        foreach (var words in link.Descendants<LiteralInline>()) words.Content = new(Mark.ToBare(words.Content.ToString()));
        (link.Url, link.GetDynamicUrl, link.Title) = (url, null, null);
        if (!link.IsImage && MayLead(url)) return;

        foreach (var words in link.ToList())
        {
            words.Remove();
            link.InsertBefore(words);
        }
        link.Remove();
    }

    private static bool MayLead(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" or "tel";

    private static void Dress(MarkdownObject element, Func<string, string?> style)
    {
        var name = element switch
        {
            HeadingBlock => "h2", ParagraphBlock => "p", ListBlock { IsOrdered: true } => "ol", ListBlock => "ul", ListItemBlock => "li", QuoteBlock => "blockquote", ThematicBreakBlock => "hr", LinkInline => "a", _ => null,
        };
        if (name is null) return;
        var attributes = element.GetAttributes();
        if (style(name) is { } said) attributes.AddProperty("style", said);
        if (element is LeafBlock and not ThematicBreakBlock) attributes.AddProperty("dir", "auto");
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.TryRemove<FencedCodeBlockParser>();
        return builder.Build();
    }
}
