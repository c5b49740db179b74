using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WaterCrm.Kernel.Guidance;

/// <summary>A text in Markdown: its title is its first line. HTML inside it is shown as text and not as markup.</summary>
/// <param name="Title">The first heading.</param>
/// <param name="Body">What follows, still Markdown.</param>
public sealed record MarkdownText(string Title, string Body)
{
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();
    private static readonly MarkdownPipeline WithAnchors = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    public static MarkdownText Read(string text)
    {
        text = text.ReplaceLineEndings("\n").TrimStart('\uFEFF', '\n', ' ');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        return new MarkdownText(first.TrimStart('#', ' ').Trim(), end < 0 ? "" : text[end..]);
    }

    /// <param name="address">Where a link or a picture of the text is on this site.</param>
    /// <param name="anchors">The names by which its headings can be linked to, in their order; null where they cannot.</param>
    /// <param name="deeper">Levels by which headings stand deeper than in the text.</param>
    public string ToHtml(Func<string, string> address, IReadOnlyList<string>? anchors = null, int deeper = 0)
    {
        var document = Markdown.Parse(Body, Plain);
        foreach (var link in document.Descendants<LinkInline>()) link.Url = address(link.Url ?? "");
        foreach (var (place, heading) in document.Descendants<HeadingBlock>().Index())
        {
            heading.Level += deeper;
            if (anchors?.ElementAtOrDefault(place) is { } name) HtmlAttributesExtensions.GetAttributes(heading).Id = name;
        }
        return document.ToHtml(Plain);
    }

    /// <summary>The names by which headings can be linked to.</summary>
    public IReadOnlyList<string> Anchors =>
        [.. Markdown.Parse(Body, WithAnchors).Descendants<HeadingBlock>().Select(h => HtmlAttributesExtensions.GetAttributes(h).Id).OfType<string>()];
}
