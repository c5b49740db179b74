using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Messages;

/// <summary>Every kind of message has a text in every language, which says everything with its values and does without those that may be missing.</summary>
public sealed partial class ShippedTextsTests : IAsyncLifetime
{
    private static readonly string[] Kinds = ["complaints.answered", "complaints.late-sorry", "complaints.received", "messages.stopped", "people.invitation", "people.password-link", "tasks.digest"];

    private TestHost host = null!;

    public static TheoryData<string, string> Texts => [.. from kind in Kinds from language in Languages.All select new TheoryDataRow<string, string>(kind, language.Culture.Name)];

    private MessageBook Book => host.Services.GetRequiredService<MessageBook>();

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void These_are_the_kinds_and_no_file_lies_there_for_nothing()
    {
        Assert.Equal(Kinds, Book.Kinds.Select(k => k.Code));
        var files = Repository.PathOf("Modules") is var modules ? Directory.GetDirectories(modules).Select(m => Path.Combine(m, "Messages")).Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.md")) : [];
        Assert.Equal(Texts.Count(), files.Count());
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task A_text_is_there_in_its_language_and_can_be_sent(string kind, string language)
    {
        await host.Set(new UtilitySettings { Name = "Song Xanh & Sons", Telephone = "1900 1234" });
        var sent = await Render(kind, language, Samples(kind));

        Assert.Equal(language, sent.Language);
        Assert.DoesNotContain("{{", string.Concat(sent.Subject, sent.Text, sent.Html, sent.Sms, sent.App, sent.Letter), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sent.Subject!);
        Assert.Contains("https://crm.example.org/", sent.Text, StringComparison.Ordinal);
        Assert.Contains("1900 1234", sent.Text, StringComparison.Ordinal);
        Assert.EndsWith("-- \nSong Xanh & Sons\n1900 1234\n", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Doubled(), sent.Text!.Replace("\n\n", "\n", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task A_mail_is_one_page_of_its_own_that_loads_nothing(string kind, string language)
    {
        await host.Set(new LookSettings { Colour = "#0a6b5e" });
        var html = (await Render(kind, language, Samples(kind))).Html!;
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("#0a6b5e", html, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, form, object, [src], [onclick], [background]"));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelectorAll(".m-paper p").Length, page.QuerySelectorAll(".m-paper p[dir=auto][style]").Length);
        Assert.All(page.QuerySelectorAll("a"), link => Assert.StartsWith("https://crm.example.org/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task It_does_without_what_may_be_missing(string kind, string language)
    {
        var values = Samples(kind);
        foreach (var place in Book.Find(kind)!.Placeholders.Where(p => p.Description.Contains("missing", StringComparison.Ordinal) || p.Name is "tasks.late" or "tasks.today")) values[place.Name] = null;
        var sent = await Render(kind, language, values);

        Assert.DoesNotMatch(Gap(), sent.Text!);
        Assert.DoesNotContain("  ", sent.Sms ?? "", StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task It_is_not_sent_without_what_it_needs(string kind, string language)
    {
        var needed = Book.Find(kind)!.Placeholders.Where(p => !p.Description.Contains("missing", StringComparison.Ordinal) && p.Name is not ("tasks.late" or "tasks.today")).Select(p => p.Name).ToList();
        var refused = await host.InScope(s => s.GetRequiredService<MessageTexts>().Render(kind, language, new Dictionary<string, object?>(), TestContext.Current.CancellationToken));

        Assert.Equal("messages.value-missing", refused.Error!.Code);
        Assert.All(needed, name => Assert.Contains(name, (string)refused.Error.Args[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_vietnamese_SMS_of_a_report_fits_into_one_part_less_without_accents()
    {
        var sms = (await Render("complaints.received", "vi", Samples("complaints.received"))).Sms!;
        Assert.Equal(SmsEncoding.Ucs2, SmsText.Measure(sms).Encoding);
        Assert.Equal(SmsEncoding.Gsm7, SmsText.Measure(SmsText.WithoutAccents(sms)).Encoding);
        Assert.True(SmsText.Measure(SmsText.WithoutAccents(sms)).Segments < SmsText.Measure(sms).Segments);
    }

    [Theory]
    [InlineData("a\r\nBcc: everybody@example.com", "a Bcc: everybody@example.com")]
    [InlineData("a\nb\u2028c\u0085d\te\0", "a b c d e")]
    public async Task Nothing_written_by_a_customer_begins_a_new_header(string kindOfWork, string expected)
    {
        var values = Samples("complaints.received");
        values["complaint.number"] = kindOfWork;
        var subject = (await Render("complaints.received", "en", values)).Subject!;

        Assert.DoesNotContain(subject, char.IsControl);
        Assert.Equal("We have your report " + expected, subject);
    }

    private async Task<RenderedMessage> Render(string kind, string language, Dictionary<string, object?> values)
    {
        var made = await host.InScope(s => s.GetRequiredService<MessageTexts>().Render(kind, language, values, TestContext.Current.CancellationToken));
        Assert.True(made.Error is null, $"{made.Error?.Code} {made.Error?.Args.FirstOrDefault()}");
        return made.Value;
    }

    private Dictionary<string, object?> Samples(string kind) => Book.Find(kind)!.Placeholders.ToDictionary(p => p.Name, p => (object?)p.Sample);

    [GeneratedRegex(@"\n\n\n| {2,}")]
    private static partial Regex Doubled();

    [GeneratedRegex(@"\n\n\n|\(\)|（）| [,.]")]
    private static partial Regex Gap();
}
