using System.Net;
using AngleSharp.Html.Parser;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Features;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages;

/// <summary>A utility says its messages in its own way, from the page to the next message.</summary>
public abstract class ChangingMessageTextsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Texts = "/staff/admin/messages/texts", Kind = "complaints.answered";

    private TestHost host = null!;
    private HttpClient head = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres);
        head = await host.SignedInAs(StandardRoles.HeadOfCustomerCare);
        head.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async ValueTask DisposeAsync()
    {
        head?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_changed_text_is_in_the_next_message_and_the_shipped_one_comes_back_and_goes_again()
    {
        using var saved = await Save("en", await Now("en") with { Subject = "Done: {{complaint.number}}" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("Done: C-2026-000123", (await Render("en")).Subject);

        using var back = await Post("en", "shipped");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("Our answer to your report C-2026-000123", (await Render("en")).Subject);
        Assert.Contains($"action=\"{Texts}/{Kind}/en/again\"", await head.GetStringAsync($"{Texts}/{Kind}/en", Token), StringComparison.Ordinal);

        using var again = await Post("en", "again");
        Assert.Equal("Done: C-2026-000123", (await Render("en")).Subject);
        var noted = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action.StartsWith("messages.")).OrderBy(a => a.Sequence).Select(a => a.Action).ToListAsync(Token));
        Assert.Equal(["messages.text-changed", "messages.text-put-back", "messages.text-taken-again"], noted);
    }

    [Fact]
    public async Task Where_a_language_has_no_text_the_first_language_stands_in_and_then_English()
    {
        await host.Set(new UtilitySettings { Language = "vi" });
        Assert.Equal("vi", (await Render("fr")).Language);
        Assert.Equal("zh-Hans", (await Render("zh-CN")).Language);
        Assert.Equal(["ja", "vi", "en"], await host.InScope(s => Task.FromResult(s.GetRequiredService<TextsInForce>().Order("ja").ToList())));
        Assert.Equal("messages.unknown-kind", (await host.InScope(s => s.GetRequiredService<MessageTexts>().Render("no.such", "en", new Dictionary<string, object?>(), Token))).Error!.Code);
    }

    [Fact]
    public async Task A_translation_is_older_than_its_source_until_somebody_has_looked()
    {
        Assert.Equal([TextState.Shipped, TextState.Shipped, TextState.Shipped], await States());
        using var first = await Save("en", await Now("en") with { Subject = "Done: {{complaint.number}}" });
        Assert.Equal([TextState.Old, TextState.Changed, TextState.Old], await States());
        Assert.Contains("translated from has changed since", await head.GetStringAsync($"{Texts}/{Kind}/vi", Token), StringComparison.Ordinal);

        using var looked = await Save("vi", await Now("vi"));   // it is right as it is
        Assert.Equal([TextState.Changed, TextState.Changed, TextState.Old], await States());
        using var second = await Save("en", await Now("en") with { Subject = "Finished: {{complaint.number}}" });
        Assert.Equal([TextState.Old, TextState.Changed, TextState.Old], await States());
        Assert.Single((await Rows(null, TextFilter.Old)));
        using var back = await Post("en", "shipped");
        Assert.Equal([TextState.Old, TextState.Shipped, TextState.Shipped], await States());
    }

    [Theory]
    [InlineData("Subject", "Done {{complaint.nummer}}", "Line 1, column 6: nothing is called complaint.nummer in this message.")]
    [InlineData("Mail", "Hello\n\n{{#if customer.name}}x", "Line 3, column 1: this part begins with {{#if customer.name}} and has no end.")]
    [InlineData("Mail", "a ![x](https://a.example/x.png)", "Line 1, column 3: a message has no pictures")]
    [InlineData("Sms", " ", "Write this text: the message is sent this way too.")]
    [InlineData("App", "{{complaint.number | date}}", "Line 1, column 1: complaint.number cannot be written as date.")]
    public async Task What_cannot_be_sent_is_not_saved_and_stays_in_its_field(string field, string typed, string reason)
    {
        var fields = Fields(await Now("en")).Where(f => f.Item1 != field).Append((field, typed)).ToArray();
        foreach (var where in new[] { "", "/preview", "/mail" })
        {
            using var refused = await head.PostForm($"{Texts}/{Kind}/en", $"{Texts}/{Kind}/en{where}", fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(Token));
            Assert.Contains(reason, page.QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(typed.Trim(), page.QuerySelector($"textarea#{field}")!.TextContent.Trim());
        }
        Assert.Equal([TextState.Shipped, TextState.Shipped, TextState.Shipped], await States());
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_both_texts_and_loses_none()
    {
        var now = await Now("en");
        using var first = await Save("en", now with { Sms = "First {{complaint.number}}" });
        using var second = await Save("en", now with { Sms = "Second {{complaint.number}}" }, version: null, asSeen: true);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = new HtmlParser().ParseDocument(await second.Content.ReadAsStringAsync(Token));
        Assert.Equal("Second {{complaint.number}}", page.QuerySelector("textarea#Sms")!.TextContent.Trim());
        Assert.Contains("First {{complaint.number}}", page.QuerySelector(".notice-warn")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".notice-warn"));
        Assert.Equal("0", page.QuerySelector("input[name=Version]")!.GetAttribute("value"));
        using var third = await Save("en", now with { Sms = "Second {{complaint.number}}" }, version: 0, asSeen: true);
        Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
    }

    [Fact]
    public async Task A_preview_shows_the_mail_and_both_costs_of_the_SMS_and_saves_nothing()
    {
        using var shown = await head.PostForm($"{Texts}/{Kind}/vi", $"{Texts}/{Kind}/vi/preview", Fields(await Now("vi") with { Sms = "Đã trả lời {{complaint.number}}" }));
        var preview = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync(Token)).QuerySelector("#preview")!;

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("Đã trả lời C-2026-000123", preview.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 part, 24 characters, 70 in one part (UCS-2)", preview.TextContent.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("1 part, 24 characters, 160 in one part (GSM-7)", preview.TextContent, StringComparison.Ordinal);
        Assert.Contains("Đ ã ả ờ", preview.TextContent, StringComparison.Ordinal);
        Assert.Empty(preview.QuerySelectorAll("[style]"));
        Assert.Equal([TextState.Shipped, TextState.Shipped, TextState.Shipped], await States());

        using var mail = await head.PostForm($"{Texts}/{Kind}/vi", $"{Texts}/{Kind}/vi/mail", Fields(await Now("vi")));
        Assert.Contains("sandbox", Assert.Single(mail.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"vi\"", await mail.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_SMS_is_sent_without_accents_where_the_utility_chose_so()
    {
        using var saved = await Save("vi", await Now("vi") with { Sms = "Đã trả lời {{complaint.number}}", SmsWithoutAccents = true });
        Assert.Equal("Da tra loi C-2026-000123", (await Render("vi")).Sms);
    }

    [Fact]
    public async Task Saving_what_is_in_force_changes_nothing()
    {
        using var saved = await Save("en", await Now("en"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal([TextState.Shipped, TextState.Shipped, TextState.Shipped], await States());
        Assert.False(await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.AnyAsync(a => a.Action == "messages.text-changed", Token)));
    }

    [Theory]
    [InlineData("dien bien", "complaints.received")]
    [InlineData("会", "complaints.answered")]
    [InlineData("PASSWORD", "people.password-link")]
    [InlineData("tasks.digest", "tasks.digest")]
    public async Task A_message_is_found_by_any_of_its_words(string text, string code) => Assert.Contains(await Rows(text, TextFilter.All), r => r.Code == code);

    [Fact]
    public async Task Nonsense_and_strangers_are_answered_in_words()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync($"{Texts}/no.such/en", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync($"{Texts}/{Kind}/fr", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await head.GetAsync($"{Texts}?q=%7B%7B%23if&filter=9", Token)).StatusCode);
        using var unread = await head.PostForm($"{Texts}/{Kind}/en", $"{Texts}/{Kind}/en", [.. Fields(await Now("en")), ("Version", "x")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unread.StatusCode);
        using var nothing = await Post("en", "shipped");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        using var agent = await host.SignedInAs(StandardRoles.CareStaff);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.GetAsync(Texts, Token)).StatusCode);
    }

    private Task<IReadOnlyList<MessageKindRow>> Rows(string? text, TextFilter filter) => host.InScope(s => s.GetRequiredService<IMediator>().Send(new FindMessageTexts(text, filter), Token));

    /// <summary>In Vietnamese, English and Chinese.</summary>
    private async Task<IEnumerable<TextState>> States() => (await Rows(null, TextFilter.All)).Single(r => r.Code == Kind).Texts.Select(t => t.State);

    private async Task<MessageTextShown> Shown(string language) => (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowMessageText(Kind, language), Token)))!;

    private async Task<MessageTextParts> Now(string language) => (await Shown(language)).Now;

    private async Task<RenderedMessage> Render(string language) => (await host.InScope(s => s.GetRequiredService<MessageTexts>().Render(Kind, language,
        s.GetRequiredService<MessageBook>().Find(Kind)!.Placeholders.ToDictionary(p => p.Name, p => (object?)p.Sample), Token))).Value;

    [Fact]
    public async Task A_text_is_tried_on_a_real_complaint_in_the_language_of_the_text()
    {
        var recorded = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new RecordComplaint { Form = FormKey.New(), Kind = "no-water", Channel = Channel.Phone, Place = "77 Hàm Nghi", ContactName = "Phan Thị Yến" }, Token));
        var number = recorded.Value.Number;
        // It is not answered yet, so the shipped text, which needs the answer, could not be sent.
        var parts = await Now("vi") with { Subject = "{{complaint.number}} {{complaint.kind}}", Mail = "{{customer.name}}, {{complaint.place}}: {{complaint.link}}" };

        using var tried = await Preview("vi", parts, number.ToLowerInvariant());
        using var unknown = await Preview("vi", parts, "C-1999-000001");
        using var missing = await Preview("vi", await Now("vi"), number);

        Assert.True(tried.IsSuccessStatusCode, new HtmlParser().ParseDocument(await tried.Content.ReadAsStringAsync(Token)).QuerySelector("main")!.TextContent);
        var preview = new HtmlParser().ParseDocument(await tried.Content.ReadAsStringAsync(Token)).QuerySelector("#preview")!.TextContent;
        Assert.Contains($"{number} Mất nước", preview, StringComparison.Ordinal);
        Assert.Contains("Phan Thị Yến, 77 Hàm Nghi", preview, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity), (unknown.StatusCode, missing.StatusCode));
        var page = new HtmlParser().ParseDocument(await unknown.Content.ReadAsStringAsync(Token));
        Assert.Equal(("C-1999-000001", parts.Mail), (page.QuerySelector("#Record")!.GetAttribute("value"), page.QuerySelector("#Mail")!.TextContent.Trim()));
        Assert.Contains("complaint.answer", await missing.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Preview(string language, MessageTextParts parts, string record) => head.PostForm($"{Texts}/{Kind}/{language}", $"{Texts}/{Kind}/{language}/preview", [.. Fields(parts), ("Record", record)]);

    private async Task<HttpResponseMessage> Save(string language, MessageTextParts parts, int? version = null, bool asSeen = false)
    {
        var seen = asSeen ? version : (await Shown(language)).Version;
        return await head.PostForm($"{Texts}/{Kind}/{language}", $"{Texts}/{Kind}/{language}", [.. Fields(parts), ("Version", seen?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
    }

    private Task<HttpResponseMessage> Post(string language, string what) => head.PostForm($"{Texts}/{Kind}/{language}", $"{Texts}/{Kind}/{language}/{what}");

    private static (string, string)[] Fields(MessageTextParts parts) =>
        [("Subject", parts.Subject), ("Mail", parts.Mail), ("Sms", parts.Sms), ("App", parts.App), ("Letter", parts.Letter), ("SmsWithoutAccents", parts.SmsWithoutAccents ? "true" : "false")];
}

public sealed class ChangingMessageTextsOnSqliteTests(PostgresServer postgres) : ChangingMessageTextsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ChangingMessageTextsOnPostgresTests(PostgresServer postgres) : ChangingMessageTextsTests(DatabaseProvider.Postgres, postgres);
