using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>The frames as the running host serves them.</summary>
public sealed class FramesTests : IAsyncLifetime
{
    private TestHost host = null!;

    public static TheoryData<int> Failures => [400, 403, 404, 409, 413, 422, 429, 500, 503];

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        await host.Set(new UtilitySettings { Name = "Song Xanh Water", Telephone = "1900 1234" });
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("vi", "Không có trang này")]
    [InlineData("en", "This page does not exist")]
    [InlineData("zh-CN", "页面不存在")]
    public async Task A_missing_page_says_so_in_the_readers_language_with_name_and_telephone(string language, string said)
    {
        var page = await Page("/no/such/page", HttpStatusCode.NotFound, language);
        Assert.Equal(said, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("tel:19001234", page.QuerySelector(".call")!.GetAttribute("href"));
        Assert.StartsWith(language[..2], page.DocumentElement.GetAttribute("lang"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Every_failure_has_a_page_that_says_what_to_do(int code)
    {
        var page = await Page($"/error/{code}", (HttpStatusCode)code, "en");
        Assert.Single(page.QuerySelectorAll("h1"), h => h.TextContent.Length > 5);
        Assert.NotEqual("Go back and try again.", page.QuerySelector("main p")!.TextContent);
        Assert.Equal(code >= 500, page.QuerySelector("code") is not null);
    }

    [Fact]
    public async Task A_failure_below_staff_wears_the_staffs_theme()
    {
        Assert.NotNull((await Page("/staff/no/such/page", null, "en")).QuerySelector("header.bar, header.site-head"));
        Assert.NotNull((await Page("/staff-menu", HttpStatusCode.NotFound, "en")).QuerySelector("header.site-head"));
    }

    [Fact]
    public async Task A_visitor_who_only_looks_is_given_no_cookie()
    {
        await host.SignedInAs("Administrator");   // while nobody works here, the first page says how that changes
        using var answer = await host.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_language_is_chosen_with_a_button_and_stays_on_the_page()
    {
        var page = await Page("/no/such/page?x=1", HttpStatusCode.NotFound, "en");
        var form = page.QuerySelector("form.languages")!;
        Assert.Equal(["vi", "en", "zh-Hans"], form.QuerySelectorAll("button").Select(b => b.GetAttribute("value")));
        var back = page.QuerySelector($"input[name=back][form={form.Id}]")!.GetAttribute("value")!;
        using var answer = await host.Client.PostAsync("/language", new FormUrlEncodedContent([new("culture", "zh-Hans"), new("back", back)]), TestContext.Current.CancellationToken);
        Assert.Equal("/no/such/page?x=1", answer.Headers.Location!.OriginalString);
        Assert.Equal("页面不存在", (await Page(back, HttpStatusCode.NotFound, "en")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task The_page_to_choose_a_language_changes_nothing_by_being_looked_at()
    {
        using var answer = await host.Client.GetAsync("/language?culture=vi&back=https://example.org/", TestContext.Current.CancellationToken);
        var page = await Read(answer);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("/", page.QuerySelector("main input[name=back]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_the_frames_ask_for_is_there()
    {
        var pages = new[] { await Page("/", null, "en"), await Page("/staff/no/such/page", null, "en") };
        var files = pages.SelectMany(p => p.QuerySelectorAll("link[href], script[src]")).Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Append("/WaterCrm.StaffTheme/lib/bootstrap-icons/fonts/bootstrap-icons.woff2").Distinct().ToList();
        Assert.True(files.Count > 3);
        foreach (var file in files)
        {
            using var answer = await host.Client.GetAsync(file, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
            if (file.Contains("?v=", StringComparison.Ordinal)) Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<IDocument> Page(string path, HttpStatusCode? status, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        if (status is not null) Assert.Equal(status, answer.StatusCode);
        return await Read(answer);
    }

    private static async Task<IDocument> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), TestContext.Current.CancellationToken);
    }
}
