using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>The browser itself, on a page of three lines: what it asks for, what it draws, what it notices.</summary>
public class BrowserTests(Browser browser) : IAsyncLifetime
{
    private WebApplication site = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        site = builder.Build();
        site.MapGet("/", (HttpRequest request) => Html($"""
            <p id=language>{request.Headers.AcceptLanguage}</p>
            <p>{request.Cookies["language"]}</p>
            <p id=script>off</p>
            <script>document.getElementById('script').textContent = 'on'</script>
            <style>@media (prefers-color-scheme: dark) {"{ body { background: black } }"}</style>
            """));
        site.MapGet("/wide", () => Html("<div style='width:500px'>wide</div>"));
        site.MapGet("/broken", () => Html("<img src='http://elsewhere.invalid/picture.png'><script>nobody.knows()</script>"));
        await site.StartAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("vi", true, "on")]
    [InlineData("zh-Hans", false, "off")]
    public async Task A_visitor_has_a_language_and_perhaps_scripts(string language, bool javaScript, string expected)
    {
        await using var visitor = await browser.VisitAsync(site.Urls.First(), language, javaScript: javaScript);

        await visitor.Page.GotoAsync("/");

        Assert.StartsWith(language, await visitor.Page.TextContentAsync("#language"));
        Assert.Equal(expected, await visitor.Page.TextContentAsync("#script"));
        Assert.Empty(visitor.Troubles);
    }

    [Fact]
    public async Task Pictures_are_taken_in_each_language_size_and_light()
    {
        await using var visitor = await browser.VisitAsync(site.Urls.First());

        await visitor.TakeAsync("/", "smoke");

        var pictures = Directory.GetFiles(Repository.PathOf("artifacts", "screenshots"), "smoke-*.png");
        Assert.Equal(12, pictures.Length);
        Assert.NotEqual(await Bytes("smoke-360-light-en.png"), await Bytes("smoke-360-dark-en.png"));
        Assert.NotEqual(await Bytes("smoke-360-light-en.png"), await Bytes("smoke-360-light-vi.png"));
    }

    [Fact]
    public async Task A_page_wider_than_the_phone_is_noticed()
    {
        await using var visitor = await browser.VisitAsync(site.Urls.First());

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => visitor.TakeAsync("/wide", "wide"));

        Assert.Contains("/wide in en needs", failure.Message);
    }

    [Fact]
    public async Task Script_errors_and_foreign_hosts_are_noticed()
    {
        await using var visitor = await browser.VisitAsync(site.Urls.First());

        await visitor.Page.GotoAsync("/broken");

        Assert.Contains(visitor.Troubles, t => t.StartsWith("script:", StringComparison.Ordinal));
        Assert.Contains(visitor.Troubles, t => t.StartsWith("foreign host:", StringComparison.Ordinal));
    }

    private static IResult Html(string body) =>
        Results.Content($"<!doctype html><meta name=viewport content='width=device-width'><title>Smoke</title><body>{body}", "text/html; charset=utf-8");

    private static Task<byte[]> Bytes(string picture) =>
        File.ReadAllBytesAsync(Repository.PathOf("artifacts", "screenshots", picture), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await site.DisposeAsync();
}
