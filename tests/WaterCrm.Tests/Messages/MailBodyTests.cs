using AngleSharp.Html.Parser;
using WaterCrm.Kernel.Messages.Templates.Reading;
using WaterCrm.Kernel.Messages.Templates.Rendering;

namespace WaterCrm.Tests.Messages;

/// <summary>One text in Markdown becomes the HTML and the plain text of a mail; what customers wrote stays words in both.</summary>
public sealed class MailBodyTests
{
    private static readonly Filling Link = new("https://a.example/b?c=1&d=2", true);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("[click](javascript:alert(1)) **bold** # not a heading")]
    [InlineData("![x](https://evil.example/x.png)")]
    [InlineData("{{link}} \uE0001\uE001 & &lt;b&gt;")]
    public void What_somebody_wrote_is_words_and_no_markup(string value)
    {
        var body = Body("Dear **{{0}}**,\n\n# {{0}}\n\n- {{0}}\n\n[{{0}}](https://a.example/?q={{0}})", new Filling(value, false));
        var page = new HtmlParser().ParseDocument(body.ToHtml());

        Assert.Empty(page.QuerySelectorAll("script, img"));
        Assert.All(page.QuerySelectorAll("bdi"), written => Assert.Equal(value, written.TextContent));
        Assert.Equal(4, page.QuerySelectorAll("bdi").Length);
        Assert.Equal("https://a.example/?q=" + value, Uri.UnescapeDataString(Assert.Single(page.QuerySelectorAll("a")).GetAttribute("href")!));
        Assert.Contains($"- {value}", body.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Choose]({{0}})", "<p><a href=\"https://a.example/b?c=1&amp;d=2\">Choose</a></p>\n", "Choose <https://a.example/b?c=1&d=2>\n")]
    [InlineData("See {{0}}.", "<p>See <a href=\"https://a.example/b?c=1&amp;d=2\">https://a.example/b?c=1&amp;d=2</a>.</p>\n", "See https://a.example/b?c=1&d=2.\n")]
    [InlineData("<https://a.example>", "<p><a href=\"https://a.example\">https://a.example</a></p>\n", "https://a.example\n")]
    [InlineData("[call](tel:19001234)", "<p><a href=\"tel:19001234\">call</a></p>\n", "call <tel:19001234>\n")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>\n", "x\n")]
    [InlineData("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n", "<b>bold</b>\n")]
    [InlineData("    indented", "<p>indented</p>\n", "indented\n")]
    [InlineData("## Title\n\na *b* `c`\nd\n\n- one\n- two\n\n1. x\n2. y\n\n> q", null, "Title\n\na b c\nd\n\n- one\n- two\n\n1. x\n2. y\n\n> q\n")]
    public void Markdown_is_told_twice(string markdown, string? html, string text)
    {
        var body = Body(markdown, Link);
        if (html is not null) Assert.Equal(html, body.ToHtml());
        Assert.Equal(text, body.ToText());
    }

    [Fact]
    public void Lines_of_a_value_stay_lines() => Assert.Equal("<p><bdi>a<br />b</bdi></p>\n", Body("{{0}}", new Filling("a\nb", false)).ToHtml());

    [Theory]
    [InlineData("ok\n\n![x](https://a.example/x.png)", "messages.picture 3 1")]
    [InlineData("a [b](javascript:alert(1))", "messages.link-scheme 1 3")]
    [InlineData("[b](/staff)", "messages.link-scheme 1 1")]
    public void What_has_no_place_in_a_mail_is_refused_with_line_and_column(string markdown, string expected) => Assert.Equal(expected, World.Said(MarkdownBody.Refuse(markdown)!));

    [Theory]
    [InlineData("[b]({{link}})")]
    [InlineData("[b](https://a.example/{{name}}) <https://a.example> [c](mailto:a@b.example)")]
    public void A_link_may_be_filled_in(string markdown) => Assert.Null(MarkdownBody.Refuse(markdown));

    /// <summary>{{0}} is the value.</summary>
    private static MarkdownBody Body(string markdown, Filling value) => new(markdown.Replace("{{0}}", Mark.Of(0), StringComparison.Ordinal), [value]);
}
