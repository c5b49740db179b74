using System.Net;
using AngleSharp;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Web;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>A form whose proof has run out: signed out and in again in another window, or open since yesterday.</summary>
public sealed class ExpiredFormTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("en", "The page was open for too long")]
    [InlineData("vi", "Trang đã mở quá lâu")]
    [InlineData("zh-Hans", "页面打开时间过长")]
    public async Task What_was_typed_stands_on_the_page_that_refuses_it(string language, string said)
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);

        using var refused = await Send(care, "/staff/complaints/new", "same-origin", language);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync(Token);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
        Assert.Equal(said, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Nước đục <b>từ sáng\n12 Lê Lợi", page.QuerySelector("#typed")!.TextContent);
        Assert.DoesNotContain("not this", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_page_had_sealed_into_its_form_is_not_taken_for_something_typed()
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        var proof = await host.InScope(services => Task.FromResult(services.GetRequiredService<FormProof>().HandOut()));

        using var refused = await Send(care, "/staff/complaints/new", "same-origin", "en", ("Proof", proof));

        var html = await refused.Content.ReadAsStringAsync(Token);
        Assert.Contains("12 Lê Lợi", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain(proof, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_signed_out_meanwhile_keeps_what_was_typed()
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);
        using var signedOut = host.NewClient();

        using var refused = await Send(signedOut, "/staff/complaints/new", "same-origin", "en");
        using var foreign = await Send(signedOut, "/staff/complaints/new", "cross-site", "en");
        using var empty = await signedOut.PostAsync("/staff/complaints/new", new FormUrlEncodedContent([]), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var page = await BrowsingContext.New().OpenAsync(await Content(refused), Token);
        Assert.Equal("You are signed out", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Nước đục <b>từ sáng\n12 Lê Lợi", page.QuerySelector("#typed")!.TextContent);
        Assert.All([foreign, empty], answer => Assert.Equal("/staff/sign-in", answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData(null)]
    public async Task What_another_site_sent_in_somebodys_name_is_not_shown(string? from)
    {
        using var care = await host.SignedInAs(StandardRoles.CareStaff);

        using var refused = await Send(care, "/staff/complaints/new", from, "en");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("Lê Lợi", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<Action<AngleSharp.Io.VirtualResponse>> Content(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Token);
        return page => page.Content(html);
    }

    private static async Task<HttpResponseMessage> Send(HttpClient browser, string path, string? from, string language, params (string Name, string Value)[] hidden)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. hidden.Select(h => KeyValuePair.Create(h.Name, h.Value)), new("Text", "Nước đục <b>từ sáng"), new("Place", "12 Lê Lợi"), new("Password", "not this"), new("__RequestVerificationToken", "not this"), new("Kind", "")]),
        };
        if (from is not null) request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", from);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        return await browser.SendAsync(request, Token);
    }
}
