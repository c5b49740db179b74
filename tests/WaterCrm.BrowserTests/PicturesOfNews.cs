using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>What people see who want less of us, and what staff see of it.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfNews(Browser browser)
{
    private const string List = "/staff/admin/messages/suppressions", Received = "/staff/admin/messages/received";

    [Fact]
    public async Task Pages_on_news_and_stopped_addresses_fit_their_screens()
    {
        await using var site = await Site.StartAsync(new FakeTime(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero)));
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await using var desk = await browser.VisitAsync(site.Address);
        await desk.SignInAsync("mai");
        await desk.TakeAsync(List, "news-stopped-none");
        await site.ComeBackAsync();
        var customer = (await site.SendAsync(new RecordCustomer { Name = "Nguyễn Hoàng Thị Phương Uyên", Emails = ["uyen.nguyen.hoang.thi.phuong@a-long-name-of-a-provider.example.org"], Phones = ["0912 345 678"] })).Value;
        foreach (var (path, name) in new[] { (List, "news-stopped"), (List + "?reason=ByHand&q=nguyen", "news-stopped-filtered"), (List + "/stop", "news-stop"), (Received, "news-received"), ($"/staff/customers/{customer}/news", "news-customer"), ($"/staff/customers/{customer}", "news-card"), ("/staff/admin/settings/quiet", "news-settings") })
            await desk.TakeAsync(path, name);
        await desk.Page.GotoAsync(List);
        await desk.TakeAsync(await desk.Page.Locator("a[href$='/allow']").First.GetAttributeAsync("href") ?? "", "news-allow");
        await desk.Page.GotoAsync(Received);
        await desk.TakeAsync(await desk.Page.Locator("table.rows a").First.GetAttributeAsync("href") ?? "", "news-mail");
        await desk.Page.GotoAsync($"/staff/customers/{customer}/news");
        await desk.Page.EvaluateAsync("() => document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("news-customer-refused");

        await using var street = await browser.VisitAsync(site.Address);
        var link = await site.NewsLinkAsync("uyen@example.org");
        await street.TakeAsync(link, "news-link");
        await street.Page.GotoAsync(link);
        await street.Page.ClickAsync("main form button.btn-primary");
        await street.NowAsync("news-link-done");
        await street.TakeAsync(link, "news-link-refused");
        await street.TakeAsync("/unsubscribe/x", "news-link-wrong");
        Assert.Empty(desk.Troubles);
    }
}
