using System.Net;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Setup;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>The site below a path, as IIS hands it over to an application of a larger site: nothing on a page may lead out of it.</summary>
public sealed partial class BelowAPathTests
{
    private const string Below = "/crm";

    private static readonly string[] Leading = ["href", "src", "action", "formaction", "hx-get", "hx-post"];

    private static readonly string[] Begins = ["", "/report", "/track", "/help", "/language", "/staff", "/staff/complaints?tab=closed", "/staff/search?q=hoa", "/staff/search?q=zones", "/staff/complaints/new", "/staff/nowhere"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_link_no_form_and_no_file_of_any_page_leads_out_of_the_path()
    {
        await using var host = await TestHost.StartAsync(around: services => services.AddSingleton<IStartupFilter, ServedBelow>());
        Assert.Null((await host.InScope(services => services.GetRequiredService<IMediator>().Send(new FinishSetup(Demonstration: true), Token))).Error);
        var (somebody, _) = await host.NewPerson(StandardRoles.Administrator, StandardRoles.CareStaff, StandardRoles.HeadOfCustomerCare);
        using var browser = somebody;

        var (seen, strays) = await Walk(browser);

        Assert.True(seen > 80, $"Only {seen} kinds of pages were found.");
        Assert.True(strays.Count == 0, string.Join('\n', strays.Select(s => $"{s.Key}, first on {s.Value}")));
    }

    /// <summary>Opens one page of each kind that a link leads to, and tells what leads elsewhere.</summary>
    private static async Task<(int Seen, SortedDictionary<string, string> Strays)> Walk(HttpClient browser)
    {
        var ahead = new Queue<string>(Begins.Select(b => Below + b));
        HashSet<string> seen = [];
        SortedDictionary<string, string> strays = new(StringComparer.Ordinal);
        while (ahead.TryDequeue(out var page))
        {
            if (!seen.Add(Kind(page))) continue;
            using var answer = await browser.GetAsync(page, Token);
            if (answer.Headers.Location is { } location && answer.StatusCode is HttpStatusCode.Redirect) Look(page, "redirect", location.OriginalString);
            if ((int)answer.StatusCode >= 400 && !page.EndsWith("/nowhere", StringComparison.Ordinal)) strays.TryAdd($"{Kind(page)} answers {answer.StatusCode}", "");
            if (answer.Content.Headers.ContentType?.MediaType is not "text/html") continue;

            var html = await answer.Content.ReadAsStringAsync(Token);
            var document = await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
            foreach (var element in document.All)
                foreach (var attribute in Leading)
                    if (element.GetAttribute(attribute) is { } to) Look(page, $"{element.LocalName} {attribute}", to, follow: element.LocalName == "a");
        }

        return (seen.Count, strays);

        void Look(string page, string what, string to, bool follow = true)
        {
            if (Uri.TryCreate(to, UriKind.Absolute, out var whole) && whole.Scheme.StartsWith("http", StringComparison.Ordinal)) to = whole.PathAndQuery;
            if (!to.StartsWith('/')) return;
            if (to != Below && !to.StartsWith(Below + "/", StringComparison.Ordinal) && !to.StartsWith(Below + "?", StringComparison.Ordinal)) strays.TryAdd($"{what} leads to {Kind(to)}", Kind(page));
            else if (follow) ahead.Enqueue(to.Split('#')[0]);
        }
    }

    /// <summary>One of many: /staff/customers/{id} is seen once, and a list once for each of its tabs.</summary>
    private static string Kind(string address) => Filter().Replace(Id().Replace(address, "{id}"), "").TrimEnd('?', '&');

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?<=[?&])(?!tab=)[^&]*&?|#.*")]
    private static partial Regex Filter();

    private sealed class ServedBelow : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => next(app.UsePathBase(Below));
    }
}
