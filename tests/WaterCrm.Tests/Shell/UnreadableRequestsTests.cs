using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints.Data;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

/// <summary>What is no text, too much or cannot be kept: each is told by its own sentence, and nothing is saved.</summary>
public sealed class UnreadableRequestsTests : IAsyncLifetime
{
    private const string NoText = "is not written in UTF-8", TooLarge = "At most {0} MB can be sent at once";
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await PublicPages.Start(clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("%FF"), InlineData("caf%E9"), InlineData("half %E1%BB"), InlineData("surrogate %ED%A0%80"), InlineData("overlong %C0%AF")]
    public async Task Percent_encoded_bytes_that_are_no_text_are_refused_and_nothing_is_saved(string text) => await RefusesAsNoText(Encoding.ASCII.GetBytes(text));

    [Fact]
    public async Task Raw_bytes_that_are_no_text_are_refused_and_nothing_is_saved() => await RefusesAsNoText([(byte)'x', 0xFF, 0xC3, 0x28]);

    [Fact]
    public async Task The_letters_per_cent_F_F_are_text_and_kept()
    {
        var sent = await Send("100%25FF of 50% and %zz are letters + blanks"u8.ToArray());

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var text = await host.InScope(s => s.GetRequiredService<ComplaintsDbContext>().Complaints.Select(c => c.Text).SingleAsync());
        Assert.Equal("100%FF of 50% and %zz are letters   blanks", text);
    }

    [Theory]
    [InlineData("vi", "không được viết bằng UTF-8"), InlineData("zh-Hans", "不是 UTF-8 编码"), InlineData("en", NoText)]
    public async Task A_query_that_is_no_text_is_refused_in_the_readers_language(string language, string sentence)
    {
        foreach (var query in new[] { "kind=%FF", "%C3%28=a", "q=a%E9b" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address + "report?" + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await host.Client.SendAsync(request, Token);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Raw_bytes_in_a_query_are_refused()
    {
        using var wire = new TcpClient();
        await wire.ConnectAsync(host.Address.Host, host.Address.Port, Token);
        await wire.GetStream().WriteAsync((byte[])[.. "GET /report?kind="u8, 0xFF, .. Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {host.Address.Authority}\r\nConnection: close\r\n\r\n")], Token);

        Assert.StartsWith("HTTP/1.1 400", await new StreamReader(wire.GetStream()).ReadLineAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NUL_in_a_simple_form_is_told_at_its_field_and_what_was_typed_comes_back()
    {
        using var refused = await Send("before %00 after"u8.ToArray());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Html();
        Assert.Equal("#Text", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("12 Lê Lợi", page.QuerySelector("#Place")!.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(0, await Saved());
    }

    [Theory]
    [InlineData("\0"), InlineData("\u0007"), InlineData("\uFFFE")]
    public async Task What_cannot_be_kept_is_refused_by_every_command_though_no_rule_of_its_own_looks(string character)
    {
        using var staff = host.Staff("Customers.View,Customers.Edit,Staff.Enter");
        using var refused = await staff.Send("/staff/customers/new", (await staff.Visit("/staff/customers/new")).Filled("/", ("Kind", "Person"), ("Name", "Hoa" + character), ("Note", "kept")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Html();
        Assert.Equal("#Name", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("character that cannot be kept", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("kept", page.QuerySelector("[name=Note]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Five_thousand_fields_are_too_many_and_what_was_typed_comes_back(bool simple)
    {
        var fields = Enumerable.Range(0, 5_000).Select(i => ($"more{i}", "x"));
        using var refused = simple ? await Send("Water in the cellar"u8.ToArray(), fields) : await host.Client.Send("/report", (await Page()).Filled("/report", [("Kind", "leak"), ("Place", "12 Lê Lợi"), ("Text", "Water in the cellar"), .. fields]));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.Html();
        Assert.Contains("more than 2000 fields", page.QuerySelector(".error-summary")!.TextContent.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Water in the cellar", page.QuerySelector("#Text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await Saved());
    }

    [Fact]
    public async Task A_form_beyond_all_measure_is_told_so()
    {
        var fields = Enumerable.Range(0, 30_000).Select(i => ($"more{i}", "x")).ToArray();
        using var simple = await Send("x"u8.ToArray(), fields);
        using var parts = await host.Client.Send("/report", (await Page()).Filled("/report", fields));

        foreach (var refused in new[] { simple, parts })
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("far more fields", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_million_letters_come_back_with_the_number_that_is_allowed()
    {
        using var refused = await Send([.. Enumerable.Repeat((byte)'x', 2_000_000)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(2_000_000, (await refused.Html()).QuerySelector("#Text")!.TextContent.Trim().Length);
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_told_so()
    {
        using var broken = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"Text\"\r\n\r\nhalf a sen"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var refused = await host.Client.Send("/report", broken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("broke off on the way", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/report", 70, 60, false), InlineData("/report", 70, 60, true), InlineData("/language", 20, 12, false), InlineData("/language", 20, 12, true)]
    public async Task Too_much_says_how_much_is_allowed_whether_it_was_announced_or_came_in_pieces(string path, int megabytes, int allowed, bool inPieces)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = (await Page()).Filled("/report", ("Kind", "leak")).With("Photos", "huge.png", new byte[megabytes * 1024 * 1024]) };
        request.Headers.TransferEncodingChunked = inPieces;
        using var refused = await host.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains(TooLarge.Replace("{0}", allowed.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(0, await Saved());
    }

    [Fact]
    public async Task Seventy_megabytes_in_one_field_are_too_large_and_not_unreadable()
    {
        using var simple = new ByteArrayContent([.. "Text="u8, .. Enumerable.Repeat((byte)'x', 70 * 1024 * 1024)]);
        simple.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.Client.Send("/report", simple)).StatusCode);
    }

    [Fact]
    public async Task A_list_of_thousands_is_refused_and_not_a_failure()
    {
        using var staff = host.Staff("Customers.View,Customers.Edit,Staff.Enter");
        using var refused = await staff.Send("/staff/customers/new", (await staff.Visit("/staff/customers/new")).Filled("/", [("Name", "Hoa"), .. Enumerable.Range(0, 5000).Select(_ => ("Phones", "0912345678"))]));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("/report", false), InlineData("/track", false), InlineData("/staff/sign-in", true), InlineData("/staff/complaints/new", true)]
    public async Task A_form_may_be_gone_back_to_but_where_nothing_may_stay_behind(string path, bool forgotten)
    {
        using var staff = host.Staff("Complaints.Record,Staff.Enter");
        using var page = await (path.Contains("complaints", StringComparison.Ordinal) ? staff : host.Client).GetAsync(path, Token);

        Assert.Equal(forgotten, page.Headers.CacheControl?.NoStore ?? false);
        Assert.Equal(!forgotten && path == "/report", page.Headers.CacheControl?.Private ?? false);
    }

    private async Task RefusesAsNoText(byte[] text)
    {
        using var refused = await Send(text);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(NoText, await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(0, await Saved());
    }

    /// <summary>The report in a simple form; the text is sent byte by byte as given.</summary>
    private async Task<HttpResponseMessage> Send(byte[] text, IEnumerable<(string Name, string Value)>? more = null)
    {
        using var form = new FormUrlEncodedContent((await Page()).QuerySelectorAll("form[method=post] input[type=hidden]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>().DistinctBy(i => i.Name)
            .Select(i => KeyValuePair.Create(i.Name!, i.Value)).Concat([new("Kind", "leak"), new("Place", "12 Lê Lợi")]).Concat((more ?? []).Select(f => KeyValuePair.Create(f.Name, f.Value))));
        using var body = new ByteArrayContent([.. await form.ReadAsByteArrayAsync(Token), .. "&Text="u8, .. text]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        return await host.Client.Send("/report", body);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> Page()
    {
        var page = await host.Client.Visit("/report");
        clock.Advance(TimeSpan.FromSeconds(20));
        return page;
    }

    private Task<int> Saved() => host.InScope(s => s.GetRequiredService<ComplaintsDbContext>().Complaints.CountAsync());
}
