using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>The help, the guide and what people say about pages, as <see cref="PicturesOfEveryPage"/> takes the others.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfHelp(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!, street = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        (desk, street) = (await browser.VisitAsync(site.Address), await browser.VisitAsync(site.Address));
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await desk.SignInAsync("mai");
    }

    [Fact]
    public async Task Pages_of_help_and_feedback_fit_their_screens()
    {
        await desk.TakeAsync("/staff/admin/feedback", "feedback-empty");
        await site.SendAsync(new SendFeedback("The button is missing.", "/staff/zones"));
        await site.SendAsync(new SendFeedback(string.Concat(Enumerable.Repeat("I do not understand what happens next with my report. ", 12)), "/track/{code}"));
        await desk.TakeAsync("/staff/admin/feedback", "feedback");
        await desk.TakeAsync("/staff/feedback?page=/staff/customers", "feedback-say");
        await desk.Page.GotoAsync("/staff/admin/feedback");
        await desk.Page.ClickAsync("table.rows tbody a");
        await desk.TakeAsync(new Uri(desk.Page.Url).AbsolutePath, "feedback-one");
        foreach (var page in new[] { "WaterCrm.Complaints/NewComplaint", "WaterCrm.Kernel/Roles" }) await desk.TakeAsync("/staff/help/" + page, "help-" + page.Split('/')[1].ToLowerInvariant());
        await desk.TakeAsync("/staff/help", "help-all");
        await desk.TakeAsync("/staff/guide", "guide");
        await desk.TakeAsync("/staff/guide/care-staff", "guide-care-staff");
        await street.TakeAsync("/help", "help-public");
        await street.TakeAsync("/feedback?page=/report", "feedback-public");
        await street.TakeAsync("/feedback/thanks", "feedback-thanks");
        foreach (var width in new[] { 360, 1280 })
        {
            await desk.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 900);
            await desk.Page.GotoAsync("/staff/complaints/new");
            await desk.Page.ClickAsync(".help-link");
            await desk.Page.Locator("#help[open] .help-text").WaitForAsync();
            await desk.Page.ScreenshotAsync(new() { Path = Repository.PathOf("artifacts", "screenshots", $"help-panel-{width}-now.png") });
        }

        Assert.Empty(desk.Troubles);
        Assert.Empty(street.Troubles);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (street is not null) await street.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
