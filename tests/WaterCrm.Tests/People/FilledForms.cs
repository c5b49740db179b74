using System.Net;
using System.Text.RegularExpressions;

namespace WaterCrm.Tests.People;

/// <summary>Fills in a form as a browser does: asks for the page, takes its token along, posts.</summary>
public static partial class FilledForms
{
    public static async Task<HttpResponseMessage> PostForm(this HttpClient browser, string page, string to, params (string Name, string Value)[] fields)
    {
        var shown = await browser.GetStringAsync(page, TestContext.Current.CancellationToken);
        var token = WebUtility.HtmlDecode(Token().Match(shown).Groups["value"].Value);
        Assert.NotEqual("", token);
        var values = fields.Append((Name: "__RequestVerificationToken", Value: token)).Select(f => KeyValuePair.Create(f.Name, f.Value));
        return await browser.PostAsync(to, new FormUrlEncodedContent(values), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<value>[^"]+)""")]
    private static partial Regex Token();
}
