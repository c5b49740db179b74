using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Shell;

/// <summary>HEAD is GET without the body, on every page there is.</summary>
public sealed class HeadTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(null), InlineData("Administrator")]
    public async Task Every_page_answers_HEAD_as_it_answers_GET(string? role)
    {
        var visitor = await Visitor.As(host, role is null ? null : [role]);
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Cookie", visitor.Cookies);
        List<string> differences = [];
        foreach (var path in Walk.RoutesOf(host).Where(r => r.Method == "GET").Select(r => r.Path).Append("/no/such/page").Append("/report?kind=%FF"))
        {
            using var got = await browser.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token);
            using var asked = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Token);
            if (asked.StatusCode != got.StatusCode) differences.Add($"{path}: {(int)asked.StatusCode} instead of {(int)got.StatusCode}");
            if (Headers(asked) != Headers(got)) differences.Add($"{path}: {Headers(asked)} instead of {Headers(got)}");
            if ((await asked.Content.ReadAsByteArrayAsync(Token)).Length > 0) differences.Add($"{path}: has a body");
        }

        Assert.Equal("", string.Join("\n", differences));
    }

    /// <summary>But for what is new in every answer, and how the body travels.</summary>
    private static string Headers(HttpResponseMessage answer) => string.Join("; ", answer.Headers.Concat(answer.Content.Headers)
        .Where(h => h.Key is not ("Date" or "Transfer-Encoding" or "Content-Length")).OrderBy(h => h.Key, StringComparer.Ordinal)
        .Select(h => h.Key == "Set-Cookie" ? $"Set-Cookie {string.Join(',', h.Value.Select(c => c.Split('=')[0]))}" : $"{h.Key}: {string.Join(',', h.Value)}"));
}
