using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Sops;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>What the public and the desk see: reports, complaints, customers, tasks, imports.</summary>
internal sealed partial class Tour
{
    private static readonly string[] OldComplaints =
    [
        "CASE ID,SOURCE,REQUEST TYPE,CATEGORY,TYPE,DETAIL,CREATION DATE,CREATION TIME,STATUS,CLOSED DATE,STREET ADDRESS,COUNCIL DISTRICT,LATITUDE,LONGITUDE",
        "1,PHONE,Water Leak,Water Leak,All,All,01/18/2007,07:43 PM,RESOL,02/05/2007,3704 First Ave,3.0,39.05,-94.56",
        "2,WEB,Water Quality,Water Quality,All,All,01/19/2007,08:00 AM,OPEN,,12 Second Ave,3.0,,",
        "3,PHONE,Water Leak,Water Leak,All,All,31/31/2007,,RESOL,,1 Wrong Street,,,",
    ];

    private string reported = "";

    /// <summary>A picture of one dot.</summary>
    private static readonly FilePayload Dot = new() { Name = "dot.png", MimeType = "image/png", Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==") };

    private async Task PublicAsync()
    {
        await Open(street, "/");
        await Open(street, "/language");
        await Open(street, "/report");
        await Send(street, "report refused", "main form.report button.btn-primary");
        clock.Advance(TimeSpan.FromSeconds(20));
        await street.Page.Locator("input[name=Kind]").Nth(2).CheckAsync();
        await street.Page.FillAsync("#Place", "12 Lê Lợi");
        await street.Page.FillAsync("#Text", "Since this morning.");
        await street.Page.SetInputFilesAsync("#Photos", Dot);
        await Send(street, "report done", "main form.report button.btn-primary");
        reported = (await street.Page.Locator(".number-big").InnerTextAsync()).Trim();
        var tracking = await street.TrackingPageAsync();
        await Open(street, "/track");
        await Open(street, "/track?code=wrong");
        await Open(street, tracking);
        await street.Page.FillAsync("#Text", "");
        await Send(street, "addition refused", "main form button");
    }

    private async Task ComplaintsAsync()
    {
        await Open(desk, "/staff");
        await PhotoAsync();
        foreach (var list in new[] { "", "?tab=late", "?tab=closed", "?kind=leak&channel=Phone&q=st", "?q=zzz" }) await Open(desk, "/staff/complaints" + list);
        await Open(desk, "/staff/complaints/new");
        await desk.Page.FillAsync("#Caller", "0912 000 101");
        await desk.Page.Locator("[name=Chosen]").First.WaitForAsync();
        await Now(desk, "the caller");
        await Send(desk, "complaint refused", "main form.desk p > button.btn-primary");
        clock.Advance(TimeSpan.FromSeconds(20));
        await desk.Page.Locator("[name=Kind][value=water-quality]").CheckAsync();
        await desk.Page.FillAsync("#Text", "Brown water since six, smells of iron.");
        await Send(desk, "complaint recorded", "main form.desk p > button.btn-primary");
        var complaint = PathOf(desk)[..^"/recorded".Length];
        var tracked = await desk.TrackingPageAsync();
        await Open(desk, complaint);
        await Send(desk, "answer refused", ".step-now button[name=outcome]");
        await Open(desk, complaint);
        await Send(desk, "addition refused", "main form[action$='/add'] button");
        await desk.Page.GotoAsync(complaint);
        await desk.AnswerAsync("ours", ("severity", "high"));
        clock.Advance(TimeSpan.FromDays(1));
        await site.BackgroundTasks.RunAsync<DeadlineWatch>();
        await desk.SignInAsync("mai");
        await Open(desk, complaint);
        await Open(desk, "/staff");
        foreach (var list in new[] { "", "?filter=late", "?filter=mine", "?filter=team" }) await Open(desk, "/staff/tasks" + list);
        await Open(desk, await LinkAsync(desk, "/staff/tasks/"));
        await Open(street, tracked);
        await desk.Page.GotoAsync(complaint);
        await desk.AnswerAsync("cause-found", ("findings", "An old pipe of iron"), ("cause", "network"));
        await desk.AnswerAsync("solved", ("done", "Flushed"));
        await desk.AnswerAsync("agreed", ("channel", "phone"), ("said", "Flushed. Sorry."));
        await desk.AnswerAsync("satisfied", ("solved", "yes"));
        await Open(desk, complaint);
        await Send(desk, "reopening refused", "main form[action$='/reopen'] button");
        await Open(street, tracked);
        await Send(street, "reopening refused in public", "main form[action$='/reopen'] button");
        foreach (var period in new[] { "", "?period=year", "?period=month&day=2020-01-01", "?from=2026-02-02&to=2026-01-01" }) await Open(desk, "/staff/figures" + period);
        foreach (var list in new[] { "received", "closed" }) await Open(desk, $"/staff/complaints?tab={list}&from=2026-03-01&to=2026-03-31&handled=true");
    }

    private async Task PhotoAsync()
    {
        await desk.Page.GotoAsync("/staff/complaints?q=" + reported);
        var complaint = await LinkAsync(desk, "/staff/complaints/");
        await Open(desk, complaint);
        await ReadAsync(desk, "staff/complaints/{id:guid}/photos/{photo:guid}", new Uri(await desk.Page.Locator(".photos img").EvaluateAsync<string>("picture => picture.src")).AbsolutePath);
        var pause = await desk.Page.Locator("form[action*='/staff/cases/']").First.GetAttributeAsync("action") ?? "";
        await Open(desk, pause[..pause.LastIndexOf('/')]);
    }

    private async Task CustomersAsync()
    {
        foreach (var list in new[] { "", "?q=lan&zone=", "?q=zzz", "?condition=complaints.open", "?condition=no.such" }) await Open(desk, "/staff/customers" + list);
        foreach (var words in new[] { "lê lợi", "nobody at all" }) await Open(desk, "/staff/search?q=" + Uri.EscapeDataString(words));
        await Open(desk, "/staff/zones");
        await Send(desk, "zone refused");
        await Open(desk, "/staff/customers/new");
        await Send(desk, "customer refused");
        await desk.Page.GotoAsync("/staff/customers");
        var card = await LinkAsync(desk, "/staff/customers/");
        await Open(desk, card);
        foreach (var part in new[] { "contacts", "premises" })
        {
            await desk.Page.GotoAsync(card);
            await desk.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
            await Send(desk, $"{part} refused", $"main form[action$='/{part}'] button");
        }
        await Open(desk, card + "/edit");
        await desk.Page.GotoAsync(card + "/edit");
        await desk.Page.EvaluateAsync("() => document.querySelector('main [name=Version]').value = -1");
        await desk.Page.FillAsync("#Name", "Somebody else");
        await Send(desk, "somebody was faster");
    }

    private async Task ImportsAsync()
    {
        await Open(desk, "/staff/imports");
        await Open(desk, "/staff/imports/new");
        await Send(desk, "import refused");
        foreach (var tryFirst in new[] { true, false })
        {
            await desk.Page.GotoAsync("/staff/imports/new");
            await desk.Page.SetInputFilesAsync("#File", new FilePayload { Name = "old.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', OldComplaints)) });
            await desk.Page.SelectOptionAsync("#Map", "kc311-water-services");
            await desk.Page.SetCheckedAsync("#TryFirst", tryFirst);
            await Press(desk, "main form button.btn-primary");
            await desk.Page.Locator("#progress .state-good").WaitForAsync(new() { Timeout = 60_000 });
            await Open(desk, PathOf(desk));
        }
        var import = PathOf(desk);
        await desk.Page.EvaluateAsync("path => htmx.ajax('GET', path, { target: '#progress', swap: 'outerHTML' })", import + "/progress");
        await Now(desk, "progress of an import");
        await ReadAsync(desk, "staff/imports/{id:guid}/refused", import + "/refused");
        await Open(desk, "/staff/imports");
        await desk.Page.GotoAsync("/staff/complaints?q=second");
        await Open(desk, await LinkAsync(desk, "/staff/complaints/"));
    }
}
