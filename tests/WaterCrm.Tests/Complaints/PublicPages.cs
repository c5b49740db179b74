using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

/// <summary>Visits pages as a browser without JavaScript does: reads a form, fills it in, sends it.</summary>
internal static class PublicPages
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<IHtmlDocument> Html(this HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Token));

    public static async Task<IHtmlDocument> Visit(this HttpClient browser, string address)
    {
        var answer = await browser.GetAsync(address, Token);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}");
        return await answer.Html();
    }

    /// <summary>The form of the page that goes to this address, with all it holds, and what is typed over it.</summary>
    public static MultipartFormDataContent Filled(this IHtmlDocument page, string action, params (string Name, string Value)[] typed)
    {
        var form = page.QuerySelectorAll("form").Cast<IHtmlFormElement>().Single(f => new Uri(new Uri("http://host"), f.GetAttribute("action") ?? "").AbsolutePath == action && f.Method == "post");
        var content = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>().Where(i => typed.All(t => t.Name != i.Name)))
            content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in typed) content.Add(new StringContent(value), name);
        return content;
    }

    public static MultipartFormDataContent With(this MultipartFormDataContent content, string field, string fileName, byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Add(file, field, fileName);
        return content;
    }

    public static Task<HttpResponseMessage> Send(this HttpClient browser, string address, HttpContent content) => browser.PostAsync(address, content, Token);

    /// <summary>The smallest picture that is whole: one pixel.</summary>
    public static byte[] Png => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>A host whose clock the test moves, with whoever sends the header logged in.</summary>
    public static Task<TestHost> Start(FakeTime clock) => TestHost.StartAsync(clock: clock, services: TestLogin.Use);

    public static HttpClient Staff(this TestHost host, string permissions)
    {
        var browser = host.NewClient();
        browser.DefaultRequestHeaders.Add(TestLogin.Header, permissions);
        return browser;
    }
}
