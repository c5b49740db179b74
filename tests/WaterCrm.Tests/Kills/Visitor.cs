using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using WaterCrm.Tests.Complaints;

namespace WaterCrm.Tests.Kills;

/// <summary>A browser without JavaScript that keeps its cookies while the host dies and comes back on another port.</summary>
internal sealed class Visitor(Uri address, CookieContainer cookies, Ledger ledger) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task<IHtmlDocument> Open(string path)
    {
        using var answer = await Heard(await http.GetAsync(path), "GET", path);
        if (answer.StatusCode != HttpStatusCode.OK) throw new UnexpectedAnswer($"GET {path} answered {(int)answer.StatusCode}");
        return await answer.Html();
    }

    /// <summary>Sends a form of a page. Where it was taken the answer is an address to go on to; null where it was refused with a reason.</summary>
    public async Task<string?> Send(IHtmlDocument page, string action, params (string Name, string Value)[] typed)
    {
        using var answer = await Heard(await http.PostAsync(action, Filled(page, action, typed)), "POST", action);
        return answer.Headers.Location?.ToString();
    }

    public async Task<string?> Send(string action, HttpContent content)
    {
        using var answer = await Heard(await http.PostAsync(action, content), "POST", action);
        return answer.Headers.Location?.ToString();
    }

    /// <summary>The form of the page that goes to this address, or back to where it came from, with all that it holds and what is typed.</summary>
    public static MultipartFormDataContent Filled(IHtmlDocument page, string action, params (string Name, string Value)[] typed)
    {
        var forms = page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").ToList();
        var form = forms.Find(f => f.GetAttribute("action") == action) ?? forms.Find(f => string.IsNullOrEmpty(f.GetAttribute("action"))) ?? throw new UnexpectedAnswer($"The page has no form for {action}");
        var content = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Where(i => typed.All(t => t.Name != i.Name))) content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in typed) content.Add(new StringContent(value), name);
        return content;
    }

    /// <summary>What a form of the page asks for, filled in with something that fits.</summary>
    public static IEnumerable<(string Name, string Value)> FillIn(IElement form, string prefix, Random dice)
    {
        foreach (var radios in form.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").Where(i => i.Name!.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(i => i.Name!))
            yield return (radios.Key, Pick([.. radios.Select(r => r.Value).Where(v => v.Length > 0)], dice));
        foreach (var select in form.QuerySelectorAll<IHtmlSelectElement>("select").Where(s => s.Name!.StartsWith(prefix, StringComparison.Ordinal)))
            yield return (select.Name!, Pick([.. select.Options.Select(o => o.Value).Where(v => v.Length > 0)], dice));
        foreach (var text in form.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Where(t => t.Name!.StartsWith(prefix, StringComparison.Ordinal)))
            yield return (text.Name!, "Đã xem / looked at it");
        // Numbers, dates and times may stay empty in the procedure; other lines are names of bodies and the like.
        foreach (var line in form.QuerySelectorAll<IHtmlInputElement>("input[type=text]").Where(i => i.Name!.StartsWith(prefix, StringComparison.Ordinal) && !i.HasAttribute("inputmode")))
            yield return (line.Name!, "Công ty thoát nước");
    }

    public static T Pick<T>(IReadOnlyList<T> all, Random dice) => all[dice.Next(all.Count)];

    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> Heard(HttpResponseMessage answer, string method, string path)
    {
        // Whatever is going on, a host that lives answers with more than "something went wrong".
        if ((int)answer.StatusCode >= 500) ledger.Problem($"{method} {path} answered {(int)answer.StatusCode}");
        return Task.FromResult(answer);
    }
}

/// <summary>A page that should be there is not.</summary>
internal sealed class UnexpectedAnswer(string message) : Exception(message);
