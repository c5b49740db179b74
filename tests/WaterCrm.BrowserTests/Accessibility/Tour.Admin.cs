using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>The administrator's pages, the doors, and what is not for people.</summary>
internal sealed partial class Tour
{
    private async Task SettingsAsync()
    {
        await Open(desk, "/staff/admin/settings");
        var groups = await site.InScopeAsync(services => Task.FromResult(services.GetServices<SettingsDefinition>().Where(g => g.Page is null).Select(g => g.Key).ToList()));
        Assert.True(groups.Count > 5);
        foreach (var group in groups) await Open(desk, "/staff/admin/settings/" + group);
        await desk.Page.GotoAsync("/staff/admin/settings/people");
        await desk.Page.FillAsync("#set-LockMinutes", "0");
        await Send(desk, "settings refused");
        await desk.Page.FillAsync("#set-LockMinutes", "7");
        await Send(desk, "settings saved");
        await Open(desk, "/staff/admin/settings/people/reset");
        await Open(desk, "/staff/admin/look");
        await desk.Page.CheckAsync("#colour-own");
        await desk.Page.FillAsync("#Colour", "#f2c200");
        await Send(desk, "look refused");
        await desk.Page.FillAsync("#Colour", "#0a6b5e");
        await desk.Page.SetInputFilesAsync("#Logo", Dot);
        await Send(desk, "look changed");
        foreach (var list in new[] { "?q=out", "?changed=true", "?q=%7B0%7D" }) await Open(desk, "/staff/admin/words" + list);
        await Open(desk, await LinkAsync(desk, "/staff/admin/words/"));
        await desk.Page.Locator("#vi textarea").First.FillAsync("{1}");
        await Send(desk, "sentence refused", "#vi button.btn-primary");
        await MessageTextsAsync();
        await MessagesAsync();
        await NewsAsync();
        await ByHandAsync();
        await WebhooksAsync();
        await Open(desk, "/staff/api-keys");
        await Open(desk, "/staff/api-keys/new");
        await Send(desk, "key refused");
        await desk.Page.FillAsync("#Name", "Billing");
        await desk.Page.CheckAsync("#s-Complaints-View");
        await Send(desk, "key made");
        await Open(desk, "/staff/api-keys");
        var key = (await site.SendAsync(new Kernel.People.Features.ListApiKeys()))[0].Id;
        foreach (var question in new[] { "revoke", "take-over" }) await Open(desk, $"/staff/api-keys/{key}/{question}");
    }

    private async Task MessageTextsAsync()
    {
        const string Texts = "/staff/admin/messages/texts";
        foreach (var list in new[] { "", "?filter=Old", "?q=zzz" }) await Open(desk, Texts + list);
        foreach (var language in new[] { "vi", "en", "zh-Hans" }) await Open(desk, $"{Texts}/complaints.received/{language}");
        await desk.Page.GotoAsync($"{Texts}/complaints.received/vi");
        await Send(desk, "message previewed", "main form button[formaction*='/preview']");
        await desk.Page.FillAsync("#Sms", "{{nobody}}");
        await Send(desk, "message refused");
        await desk.Page.GotoAsync($"{Texts}/complaints.received/vi");
        await desk.Page.FillAsync("#Sms", "Da tiep nhan {{complaint.number}}");
        await Send(desk, "message changed");
        await Open(desk, $"{Texts}?filter=Changed");
    }

    private async Task MessagesAsync()
    {
        const string List = "/staff/admin/messages";
        var (waiting, uncertain) = (await site.WriteMessageAsync("hoa@example.org", MessageState.Queued), await site.WriteMessageAsync("nam@example.org", MessageState.Uncertain));
        foreach (var list in new[] { "", "?state=Uncertain&channel=email&kind=complaints.received&who=nam", "?who=nobody" }) await Open(desk, List + list);
        await Open(desk, $"{List}/{waiting}");
        await Open(desk, $"{List}/{uncertain}");
        await Send(desk, "sending again refused");
        await desk.Page.FillAsync("#Reason", "She did not get it.");
        await desk.Page.CheckAsync("#MayArriveTwice");
        await Send(desk, "message sent again");
        await Open(desk, $"{List}/{uncertain}");
        await ReadAsync(desk, "staff/admin/messages/export", List + "/export");
        foreach (var month in new[] { "", "?month=2001-01" }) await Open(desk, List + "/costs" + month);
        await ReadAsync(desk, "staff/admin/messages/costs/export", List + "/costs/export");
    }

    private async Task WebhooksAsync()
    {
        const string List = "/staff/admin/webhooks";
        foreach (var page in new[] { "", "/new" }) await Open(desk, List + page);
        await Send(desk, "webhook refused");
        await desk.Page.FillAsync("#Name", "Map");
        await desk.Page.FillAsync("#Address", "https://map.example.org/hooks");
        await desk.Page.CheckAsync("#e-complaints-closed");
        await Send(desk, "webhook added");
        await Open(desk, List);
        var webhook = (await site.SendAsync(new Kernel.Messages.Webhooks.Features.ListWebhooks()))[0].Id;
        foreach (var page in new[] { "", "/secret", "/delete" }) await Open(desk, $"{List}/{webhook}{page}");
        await site.SendAsync(new Kernel.Messages.Webhooks.Features.PauseWebhook(webhook));
        await Open(desk, List);
    }

    private async Task NewsAsync()
    {
        const string List = "/staff/admin/messages/suppressions", Received = "/staff/admin/messages/received";
        foreach (var empty in new[] { List, Received }) await Open(desk, empty);
        await site.ComeBackAsync();
        foreach (var list in new[] { List, List + "?reason=HardBounce&q=nguyen", List + "?q=zzz", Received, Received + "?kind=New&from=uyen", Received + "?kind=Reply" }) await Open(desk, list);
        await desk.Page.GotoAsync(List);
        await Open(desk, await desk.Page.Locator("a[href$='/allow']").First.GetAttributeAsync("href") ?? "");
        await Open(desk, List + "/stop");
        await Send(desk, "stopping refused");
        await desk.Page.FillAsync("#Address", "duc@example.org");
        await Send(desk, "address stopped");
        await ReadAsync(desk, "staff/admin/messages/suppressions/export", List + "/export");
        await desk.Page.GotoAsync(Received);
        await Open(desk, await desk.Page.Locator("table.rows a").First.GetAttributeAsync("href") ?? "");
        var customer = (await site.SendAsync(new Customers.Features.RecordCustomer { Name = "Nguyễn Thị Hoa", Emails = ["hoa@example.org"], Phones = ["0912 345 678"] })).Value;
        await Open(desk, $"/staff/customers/{customer}/news");
        await Send(desk, "a wish without a note");
        await Open(street, "/unsubscribe/x");
        var link = await site.NewsLinkAsync("hoa@example.org");
        await Open(street, link);
        await Send(street, "unsubscribed");
        await Press(street, "main form[action$='/undo'] button");
        await Now(street, "taken back");
        await Press(street, "main form[action$='/choose'] button.btn-secondary");
        await Now(street, "no news at all");
    }

    private async Task ByHandAsync()
    {
        const string Posts = "/staff/admin/messages/by-hand", Letters = "/staff/admin/messages/letters", Notices = "/staff/notices";
        foreach (var empty in new[] { Posts, Letters, Notices }) await Open(desk, empty);
        await site.OrderAsync("zalo", "0912 345 678", "posted");
        await site.OrderAsync("zalo", "0912 345 679", "dropped");
        await site.OrderAsync("wechat", "nam_88", "waits");
        await Open(desk, Posts);
        await Send(desk, "posted by hand", "main form[action$='/posted'] button");
        await desk.Page.EvaluateAsync("document.querySelectorAll('main article details').forEach(d => d.open = true)");
        await Press(desk, "main form[action$='/not-posted'] button");
        await Now(desk, "not posting refused");
        await Open(desk, Posts + "?channel=wechat");
        for (var i = 0; i < 3; i++) await site.OrderAsync("letter", $"{i} Lê Lợi\nQuận 1", $"letter{i}");
        await Open(desk, Letters);
        await Send(desk, "no letter chosen", "main form[action$='/letters'] button.btn-primary");
        await desk.Page.CheckAsync("#All");
        await Send(desk, "letters chosen", "main form[action$='/letters'] button.btn-primary");
        await Send(desk, "letters printed", "main form[action$='/printed'] button");
        foreach (var purpose in new[] { "notice1", "notice2" }) await site.OrderAsync("app", people["mai"].ToString(), purpose);
        await Open(desk, Notices);
        await Open(desk, Notices + "?unread=true");
        await Send(desk, "all notices read", "main form[action$='/read'] button");
    }

    private async Task SystemAsync()
    {
        await site.ParkDeliveriesAsync(clock);
        foreach (var page in new[] { "health", "tasks", "tasks/" + typeof(OutboxCleanUp).FullName, "deliveries", "audit", "audit?who=mai&what=complaints.recorded&from=2026-01-01", "audit?who=nobody" }) await Open(desk, "/staff/admin/" + page);
        await desk.Page.GotoAsync("/staff/admin/deliveries");
        await Open(desk, await desk.Page.Locator("a[href*='/deliveries/discard']").First.GetAttributeAsync("href") ?? "");
        await ReadAsync(desk, "staff/people/export", "/staff/people/export");
        await ReadAsync(desk, "staff/admin/audit/export", "/staff/admin/audit/export");
        await desk.Page.GotoAsync("/staff");
        await desk.Page.Keyboard.PressAsync("?");
        await Now(desk, "the list of keys");
        await desk.Page.GotoAsync("/staff");
        await desk.Page.Keyboard.PressAsync("Control+k");
        await desk.Page.Keyboard.TypeAsync("nguyen");
        await desk.Page.Locator("dialog.palette [role=option] >> nth=0").WaitForAsync();
        await Now(desk, "the list of places to go to");
        await desk.Page.GotoAsync("/staff");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
        await Now(desk, "the open menus");
    }

    private async Task ErrorsAsync()
    {
        await Open(street, "/staff/sign-in");
        await street.Page.FillAsync("[name=Name]", "mai");
        await street.Page.FillAsync("[name=Password]", "wrong");
        await Send(street, "sign-in refused");
        await Open(street, "/no/such/page");
        foreach (var code in new[] { 403, 500 }) await Open(street, $"/error/{code}");
        await Open(desk, "/staff/no-such-page");
        await street.SignInAsync("uyen");
        await Open(street, "/staff/roles/new");
        await street.Page.GotoAsync("/staff/complaints/new");
        await street.Page.EvaluateAsync("() => document.querySelector('main [name=__RequestVerificationToken]').value = 'old'");
        await Send(street, "an old form");
    }

    private async Task MachinesAsync()
    {
        foreach (var route in new[] { "theme.css", "logo", "/health/live", "/health/ready", "api/v1/complaints" }) await ReadAsync(street, route, "/" + route.TrimStart('/'));
        await ReadAsync(street, "/api/{documentName:regex(^v1$)}/openapi.json", "/api/v1/openapi.json");
        await ReadAsync(street, "api/v1/complaints/{number}", "/api/v1/complaints/C-2026-000001");
    }

    /// <summary>Asks for what is no page and sees that it is none.</summary>
    private async Task ReadAsync(Visitor visitor, string route, string path)
    {
        var answer = await visitor.Context.APIRequest.GetAsync(visitor.Site + path);
        var type = answer.Headers.GetValueOrDefault("content-type", "nothing");
        Assert.False(type.StartsWith("text/html", StringComparison.Ordinal), $"{path} answers with a page, which nobody looked at.");
        Assert.True(new TemplateMatcher(TemplateParser.Parse(route.TrimStart('/')), []).TryMatch(path, []), $"{path} is not {route}.");
        withoutPage.Add(route);
    }
}
