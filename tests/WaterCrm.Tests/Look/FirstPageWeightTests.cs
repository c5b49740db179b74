using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>What a telephone on a bad line loads, byte by byte as it comes over the wire.</summary>
public sealed partial class FirstPageWeightTests : IAsyncLifetime
{
    private const int Most = 100 * 1024;
    private TestHost host = null!;
    private HttpClient browser = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        await host.Set(new UtilitySettings { Name = "Song Xanh Water", Telephone = "1900 1234" });
        await host.Set(new LookSettings { Colour = "#7a1f5c" });
        _ = await host.SignedInAs(StandardRoles.Administrator);   // with somebody who works here the page is as everybody sees it
        browser = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false }) { BaseAddress = host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/report")]
    [InlineData("/track")]
    public async Task A_public_page_with_all_it_loads_is_below_100_KB(string path)
    {
        Dictionary<string, long> loaded = [];
        await Load(path, loaded);

        Assert.True(loaded.Count > 4, string.Join("\n", loaded));
        Assert.True(loaded.Values.Sum() < Most, string.Join("\n", loaded));
    }

    [Fact]
    public async Task The_weighing_follows_sheets_into_what_they_load()
    {
        Dictionary<string, long> loaded = [];
        await Load("/staff/sign-in", loaded);

        Assert.Contains(loaded, l => l.Key.Contains("bootstrap-icons.woff2", StringComparison.Ordinal) && l.Value > 50_000);
        Assert.True(loaded.Values.Sum() > Most);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task A_file_comes_as_the_browser_can_read_it_and_is_the_same(string accepted, string? sent)
    {
        using var plain = await Get("/WaterCrm.StaffTheme/css/staff.css?v=1", "");
        using var answer = await Get("/WaterCrm.StaffTheme/css/staff.css?v=1", accepted);

        Assert.Equal(sent, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(await plain.Content.ReadAsStringAsync(Token), Encoding.UTF8.GetString(Unpacked(bytes, sent)));
        if (sent is null) return;
        Assert.InRange(bytes.Length, 1, plain.Content.Headers.ContentLength!.Value / 2);
        Assert.NotEqual(plain.Headers.ETag, answer.Headers.ETag);
        using var again = await Get("/WaterCrm.StaffTheme/css/staff.css?v=1", accepted, answer.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/staff/sign-in")]
    [InlineData("/api/v1/openapi.json")]
    public async Task A_page_is_never_compressed_for_its_length_would_tell_of_its_secrets(string path)
    {
        using var answer = await Get(path, "br, gzip");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    /// <summary>As a browser does that knows WOFF2: of two forms of a font it takes the newer.</summary>
    private async Task Load(string path, Dictionary<string, long> loaded)
    {
        if (loaded.ContainsKey(path)) return;
        using var answer = await Get(path, "gzip, deflate, br");
        Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
        loaded[path] = bytes.Length;
        var text = Encoding.UTF8.GetString(Unpacked(bytes, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
        foreach (var more in answer.Content.Headers.ContentType?.MediaType switch
                 {
                     "text/html" => await Referenced(text),
                     "text/css" => InSheet().Matches(text).Select(m => m.Groups[1].Value),
                     _ => [],
                 })
            if (!more.StartsWith("data:", StringComparison.Ordinal) && !more.Contains(".woff?", StringComparison.Ordinal)) await Load(new Uri(new Uri(host.Address, path), more).PathAndQuery, loaded);
    }

    private static async Task<IEnumerable<string>> Referenced(string html)
    {
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
        return page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src], img[src], use[href], source[src]")
            .Select(e => (e.GetAttribute("href") ?? e.GetAttribute("src"))!.Split('#')[0]).Where(address => address.Length > 0);
    }

    private async Task<HttpResponseMessage> Get(string path, string accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await browser.SendAsync(request, Token);
    }

    private static byte[] Unpacked(byte[] bytes, string? encoding)
    {
        if (encoding is null) return bytes;
        using Stream from = encoding == "br" ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress) : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var into = new MemoryStream();
        from.CopyTo(into);
        return into.ToArray();
    }

    [GeneratedRegex("""url\(["']?([^"')]+)["']?\)""")]
    private static partial Regex InSheet();
}
