using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>The texts of messages: their list, one text as it is and tried, refused, older than its source and saved by two; and the mail itself.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfMessages(Browser browser)
{
    private const string Texts = "/staff/admin/messages/texts", Text = Texts + "/complaints.received";

    [Fact]
    public async Task The_texts_of_messages_fit_their_screens_and_so_does_a_mail()
    {
        await using var site = await Site.StartAsync(new FakeTime(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero)));
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");
        var shown = (await site.SendAsync(new ShowMessageText("complaints.received", "en")))!;
        await site.SendAsync(new ChangeMessageText("complaints.received", "en", shown.Now with { App = "We have {{complaint.number}}." }, null));
        foreach (var (path, name) in new[] { (Texts, "messages"), (Texts + "?filter=Changed&q=zzz", "messages-none"), (Text + "/vi", "message-vi"), (Text + "/en", "message-en"), (Texts + "/people.invitation/zh-Hans", "message-zh") })
            await desk.TakeAsync(path, name);

        await desk.Page.GotoAsync(Text + "/vi");
        await desk.Page.ClickAsync("main form button[formaction*='/preview']");
        await desk.Page.Locator("#preview").WaitForAsync();
        await desk.NowAsync("message-preview");
        await desk.Page.FillAsync("#Sms", "{{complaint.nummer}} {{#if");
        await desk.Page.FillAsync("#Mail", "![x](https://a.example/x.png)");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("message-refused");
        await desk.Page.GotoAsync(Text + "/vi");
        var vi = (await site.SendAsync(new ShowMessageText("complaints.received", "vi")))!;
        await site.SendAsync(new ChangeMessageText("complaints.received", "vi", vi.Now with { Sms = "Da nhan {{complaint.number}}" }, null));
        await desk.Page.FillAsync("#Sms", "Đã nhận {{complaint.number}}");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("message-met");
        await MailAsync(site, desk);
        Assert.Empty(desk.Troubles);
    }

    [Fact]
    public async Task The_messages_that_went_out_fit_their_screens()
    {
        await using var site = await Site.StartAsync(new FakeTime(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero)));
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await site.AddPersonAsync("Nguyễn Văn Đức", "duc", "Director");
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");
        await desk.TakeAsync("/staff/admin/messages", "message-log-none");
        List<Guid> ids = [];
        foreach (var state in Enum.GetValues<MessageState>()) ids.Add(await site.WriteMessageAsync($"nguyen.thi.{state}@a-long-name-of-a-provider.example.org", state));
        foreach (var (path, name) in new[] { ("", "message-log"), ("?state=Failed&channel=email&who=nguyen", "message-log-filtered"), ($"/{ids[(int)MessageState.Queued]}", "message-log-waits"), ($"/{ids[(int)MessageState.Bounced]}", "message-log-back") })
            await desk.TakeAsync("/staff/admin/messages" + path, name);
        await desk.Page.GotoAsync($"/staff/admin/messages/{ids[(int)MessageState.Uncertain]}");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("message-log-uncertain");
        await using var director = await browser.VisitAsync(site.Address);
        await director.SignInAsync("duc");
        await director.TakeAsync("/staff/admin/messages", "message-log-masked");
        Assert.Empty(desk.Troubles);
    }

    [Fact]
    public async Task What_is_posted_printed_and_told_fits_its_screens()
    {
        var clock = new FakeTime(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
        await using var site = await Site.StartAsync(clock);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        var mai = (await site.SendAsync(new Kernel.People.Features.FindPeople(new Kernel.People.Features.PeopleFilter()))).People.Single(p => p.SignInName == "mai").Id;
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");
        foreach (var (page, name) in new[] { ("/staff/admin/messages/by-hand", "by-hand-none"), ("/staff/admin/messages/letters", "letters-none"), ("/staff/notices", "notices-none") }) await desk.TakeAsync(page, name);
        for (var i = 0; i < 3; i++)
        {
            await site.OrderAsync("zalo", $"0912 345 67{i}", $"post{i}", clock.GetUtcNow().UtcDateTime.AddHours(5));
            await site.OrderAsync("facebook", $"nguyen.hoang.thi.phuong.uyen.{i}", $"post{i}");
            await site.OrderAsync("letter", $"{i} Đường Nguyễn Thị Minh Khai\nPhường Võ Thị Sáu, Quận 3\nThành phố Hồ Chí Minh", $"letter{i}");
            await site.OrderAsync("app", mai.ToString(), $"notice{i}");
        }

        clock.Advance(TimeSpan.FromMinutes(1));   // the numbers of the menu are counted again
        foreach (var (page, name) in new[] { ("/staff/admin/messages/by-hand", "by-hand"), ("/staff/admin/messages/letters", "letters"), ("/staff/notices", "notices") }) await desk.TakeAsync(page, name);
        await desk.Page.GotoAsync("/staff/admin/messages/by-hand");
        await desk.Page.ClickAsync("main article details > summary");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
        await desk.Page.ClickAsync("main form[action$='/not-posted'] button");
        await desk.NowAsync("by-hand-refused");
        await desk.Page.GotoAsync("/staff/admin/messages/letters");
        await desk.Page.CheckAsync("#All");
        await desk.Page.ClickAsync("main form[action$='/letters'] button.btn-primary");
        await desk.NowAsync("letters-chosen");
        var sheets = await desk.Page.RunAndWaitForPopupAsync(() => desk.Page.ClickAsync("main form[action$='/sheets'] button"));
        foreach (var width in new[] { 360, 1280 })
        {
            await sheets.SetViewportSizeAsync(width, 900);
            await sheets.ScreenshotAsync(new() { Path = Repository.PathOf("artifacts", "screenshots", $"letter-sheets-{width}.png"), FullPage = true });
        }

        Assert.Empty(desk.Troubles);
    }

    /// <summary>As a mail program shows it, light and dark.</summary>
    private static async Task MailAsync(Site site, Visitor desk)
    {
        foreach (var (kind, language) in new[] { ("complaints.answered", "vi"), ("complaints.late-sorry", "zh-Hans"), ("people.invitation", "en"), ("tasks.digest", "en") })
        {
            var text = (await site.SendAsync(new ShowMessageText(kind, language)))!.Now;
            var html = (await site.SendAsync(new TryMessageText(kind, language, text))).Value.Message.Html!;
            foreach (var scheme in new[] { Microsoft.Playwright.ColorScheme.Light, Microsoft.Playwright.ColorScheme.Dark })
            {
                await desk.Page.GotoAsync("about:blank");
                await desk.Page.SetContentAsync(html);
                await desk.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                foreach (var width in new[] { 360, 800 })
                {
                    await desk.Page.SetViewportSizeAsync(width, 740);
                    await desk.Page.ScreenshotAsync(new() { Path = Repository.PathOf("artifacts", "screenshots", $"mail-{kind}-{width}-{scheme.ToString().ToLowerInvariant()}-{language}.png"), FullPage = true });
                    Assert.True(await desk.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{kind} is wider than {width} px.");
                }
            }
        }
    }
}
