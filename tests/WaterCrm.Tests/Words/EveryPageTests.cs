using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Words;

/// <summary>
/// Walks the pages of a utility that has customers and complaints, in each language, and looks for sentences that stand there in English.
/// A page is walked because a link leads to it.
/// </summary>
public sealed partial class EveryPageTests : IAsyncLifetime
{
    /// <summary>What stays as it is in every language: names, codes, what a program wants.</summary>
    private static readonly HashSet<string> Untranslated =
    [
        "WaterCrm", "English", "Emily Carter", "MB", "JSON", "STARTTLS", "TLS", "Messenger", "Webhook", "POST",
    ];

    private TestHost host = null!;
    private HttpClient administrator = null!;

    /// <summary>Names and what people wrote.</summary>
    private HashSet<string> data = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        var recipe = await File.ReadAllTextAsync(Repository.PathOf("Host", "WaterCrm.Host", "Recipes", "demonstration.recipe.json"), Token);
        var ran = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new RunRecipe(recipe), Token));
        Assert.Null(ran.Error);
        data = [.. Said().Matches(recipe).Select(m => Regex.Unescape(m.Groups[1].Value)).Except(StandardRoles.All)];
        var duc = await host.InScope(s => s.GetRequiredService<KernelDbContext>().People.Where(p => p.SignInName == "duc").Select(p => p.Id).SingleAsync(Token));
        administrator = await host.BrowserOf(duc);
    }

    public async ValueTask DisposeAsync()
    {
        administrator?.Dispose();
        if (host is not null) await host.DisposeAsync();
    }

    [Theory, InlineData("vi"), InlineData("zh-Hans")]
    public async Task No_page_has_a_sentence_left_in_English(string language)
    {
        var left = new SortedSet<string>(StringComparer.Ordinal);
        var walked = new Dictionary<string, IDocument>();
        var waiting = new Queue<string>(["/", "/report", "/track", "/language", "/staff", "/staff/sign-in", "/no-such-page", "/staff/complaints?tab=closed", .. RoutesWithoutParameters()]);
        while (waiting.TryDequeue(out var address))
        {
            if (!walked.TryAdd(Kind(address), null!)) continue;
            if (await Page(address, language) is not { } page) continue;
            walked[Kind(address)] = page;
            var english = Texts((await Page(address, "en"))!).ToHashSet();
            foreach (var text in Texts(page).Where(t => english.Contains(t) && IsEnglish(t) && !data.Contains(t) && !CodeOrPlace().IsMatch(t))) left.Add($"{Kind(address)}: {text}");
            foreach (var link in page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0])) waiting.Enqueue(link);
        }

        Assert.True(left.Count == 0, "\n" + string.Join("\n", left));   // all of them, however many
        Assert.True(walked.Values.Count(p => p is not null) > 50, $"only {walked.Values.Count(p => p is not null)} pages were walked");
        Assert.All(walked.Values.Where(p => p?.QuerySelector("main") is not null), p => Assert.Equal(language, p.DocumentElement.GetAttribute("lang")));   // not the fragments that scripts ask for
    }

    [Theory]
    [InlineData("<p>Nothing waits here</p>", true)]
    [InlineData("<button aria-label='Close'>×</button>", true)]
    [InlineData("<input placeholder='Street and house number' />", true)]
    [InlineData("<p>Emily Carter</p>", false)]
    [InlineData("<p>Phản ánh</p>", false)]
    [InlineData("<p lang='en'>Dear Ms Carter,</p>", false)]
    [InlineData("<code>people.signed-in</code>", false)]
    public void The_check_itself_notices_a_breach(string html, bool noticed) =>
        Assert.Equal(noticed, Texts(new HtmlParser().ParseDocument($"<html lang='vi'><body>{html}</body></html>")).Any(IsEnglish));

    private IEnumerable<string> RoutesWithoutParameters() => Walk.RoutesOf(host).Where(r => r.Method == "GET" && !r.Path.Contains("0196f000", StringComparison.Ordinal) && !r.Path.Split('/').Any(p => p is "x" or "404"))
        .Select(r => r.Path).Where(p => !p.StartsWith("/api", StringComparison.Ordinal) && !p.StartsWith("/health", StringComparison.Ordinal));

    /// <summary>Null for what is no page of ours: a file, a way to somewhere else.</summary>
    private async Task<IDocument?> Page(string address, string language)
    {
        using var answer = await administrator.GetAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language, Token);
        return answer.Content.Headers.ContentType?.MediaType == "text/html" ? new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Token)) : null;
    }

    /// <summary>One of each kind of page is enough.</summary>
    private static string Kind(string address) => Id().Replace(address.Split('?') is [var path, var query] ? path + "?" + string.Join('&', query.Split('&').Select(q => q.Split('=')[0] is "tab" ? q : q.Split('=')[0])) : address, "*");

    private static IEnumerable<string> Texts(IDocument page)
    {
        var language = page.DocumentElement.GetAttribute("lang");
        foreach (var element in page.All.Where(e => e.LocalName is not ("script" or "style" or "code" or "kbd" or "html" or "meta" or "svg") && e.Closest("[lang]")?.GetAttribute("lang") == language && e.Closest("code,kbd,script") is null))
        {
            foreach (var text in element.ChildNodes.OfType<IText>().Select(t => t.Data.Trim()).Where(t => t.Length > 0))
                if (element.LocalName is not ("ins" or "del") || !StoredId().IsMatch(text)) yield return text;
            foreach (var name in new[] { "aria-label", "title", "placeholder", "alt", "data-label", "label" })
                if (element.GetAttribute(name) is { Length: > 0 } said) yield return said.Trim();
        }
    }

    /// <summary>Only letters of English, and a word among them that our English sentences have.</summary>
    private static bool IsEnglish(string text) =>
        text.All(c => c < 128 || c is '“' or '”' or '…' or '·' or '–' or '←' or '→' or '\u00A0') && !Untranslated.Contains(text) && Word().Matches(text).Any(w => EnglishWords.Value.Contains(w.Value.ToLowerInvariant()));

    private static readonly Lazy<HashSet<string>> EnglishWords = new(() =>
        [.. WordsInSource.Modules.SelectMany(m => WordsInSource.Of(m).Words).SelectMany(w => Word().Matches(w.Key)).Select(m => m.Value.ToLowerInvariant()).Where(w => w.Length > 2)]);

    [GeneratedRegex("\"(?:title|text|note|name|place|address|findings|done|said)\": \"([^\"]+)\"")]
    private static partial Regex Said();

    // A currency by its code and its name in ISO 4217, a time zone, ids by which procedures and modules are called, a value as it is stored, a method of HTTP.
    [GeneratedRegex(@"^[A-Z]{3} - |^[A-Z]\w+/[\w/+-]+ \(|^WaterCrm\.|^[a-z]+(-[a-z]+)+$|^\{.*\}$| 311, |^(GET|PUT)$")]
    private static partial Regex CodeOrPlace();

    // The audit shows the ids of steps and outcomes as they are stored: the procedure that explains them may be gone. In the id of a record hexadecimal digits may spell a word.
    [GeneratedRegex("^[a-z]+(-[a-z]+)*$|^[0-9a-f]{8}-[0-9a-f-]{27}$")]
    private static partial Regex StoredId();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
