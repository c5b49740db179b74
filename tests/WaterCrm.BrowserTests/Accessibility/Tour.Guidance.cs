using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>Help beside the pages, the guide, and what people say about pages.</summary>
internal sealed partial class Tour
{
    private async Task GuidanceAsync()
    {
        await Open(street, "/help");
        await Open(street, "/feedback?page=/report");
        await Send(street, "public feedback refused");
        clock.Advance(TimeSpan.FromSeconds(20));
        await street.Page.FillAsync("#Text", "The map is too small.");
        await Send(street, "public feedback sent");

        await Open(desk, "/staff/help");
        await Open(desk, await desk.Page.Locator("main .help-list a").First.GetAttributeAsync("href") ?? "");
        await Open(desk, "/staff/guide");
        await Open(desk, "/staff/guide/" + await desk.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('main a[href]')].map(a => new URL(a.href).pathname).find(path => path.startsWith('/staff/guide/')).split('/').pop()"));
        var picture = await desk.Page.EvaluateAsync<string>("async () => { for (const a of document.querySelectorAll('main a[href*=\"/staff/guide\"]')) { const found = (await (await fetch(a.href)).text()).match(/\\/staff\\/guide\\/pictures\\/[^\"]+/); if (found) return found[0]; } return document.querySelector('main img[src*=pictures]')?.getAttribute('src') ?? '' }");
        await ReadAsync(desk, "staff/guide/pictures/{picture}", picture);
        await desk.Page.GotoAsync("/staff");
        await desk.Page.ClickAsync(".help-link");
        await desk.Page.Locator("#help-title").WaitForAsync();
        await Now(desk, "the help beside a page");

        await Open(desk, "/staff/feedback?page=/staff");
        await Send(desk, "feedback refused");
        await desk.Page.FillAsync("#Text", "There is no button to print.");
        await Send(desk, "feedback sent");
        await Open(desk, "/staff/admin/feedback");
        await Open(desk, await LinkAsync(desk, "/staff/admin/feedback/"));
        await Send(desk, "settling feedback refused");
        await ReadAsync(desk, "staff/admin/feedback/export", "/staff/admin/feedback/export");
    }
}
