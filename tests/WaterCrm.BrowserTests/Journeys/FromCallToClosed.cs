using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Sops;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Journeys;

/// <summary>One complaint on its whole way through the procedure, with everybody who has a part in it.</summary>
public sealed class FromCallToClosed(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor mai = null!, customer = null!;
    private string complaint = "", tracking = "";

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Care staff");
        mai = await browser.VisitAsync(site.Address);
        customer = await browser.VisitAsync(site.Address, width: 360);
        await mai.SignInAsync("mai");
        await mai.Page.GotoAsync("/staff/complaints/new");
        clock.Advance(TimeSpan.FromSeconds(20));
        await mai.Page.FillAsync("#Caller", "0912 345 678");
        await mai.Page.GetByLabel("No water").CheckAsync();
        await mai.Page.FillAsync("#Place", "12 Lê Lợi");
        await mai.Page.ClickAsync("main form button.btn-primary:visible");
        tracking = await mai.TrackingPageAsync();
        await mai.Page.ClickAsync("text=Open the complaint");
        complaint = new Uri(mai.Page.Url).AbsolutePath;
    }

    [Fact]
    public async Task Care_staff_team_and_head_carry_it_through_all_steps_while_the_customer_watches()
    {
        await site.AddPersonAsync("Trần Văn Nam", "nam", "Team");
        await site.AddPersonAsync("Phạm Thu Hà", "ha", "Head of customer care");
        await using var nam = await browser.VisitAsync(site.Address, "vi");
        await using var ha = await browser.VisitAsync(site.Address, "zh-Hans");
        await nam.SignInAsync("nam");
        await ha.SignInAsync("ha");

        // Whoever took the call received and acknowledged it by reading out the number.
        Assert.Equal(["Acknowledge: Customer told", "Receive: Recorded"], (await mai.Page.Locator(".case-history li > div:nth-child(2)").AllInnerTextsAsync()).Take(2));
        Assert.Equal("Being checked", await customer.StageAsync(tracking));
        await mai.AnswerAsync("ours", ("severity", "high"));
        Assert.Equal("Being worked on", await customer.StageAsync(tracking));
        await Assertions.Expect(mai.Page.Locator(".step-now form")).ToHaveCountAsync(0);   // it is the team's now

        await site.RestartAsync();   // in the middle of the way
        await nam.Page.GotoAsync("/staff/tasks");
        await nam.Page.ClickAsync("table.rows tbody a");
        await nam.AnswerAsync("cause-found", ("findings", "Van bị kẹt"), ("cause", "network"), ("pressure", "1,5"));
        await nam.Page.GotoAsync(complaint);
        await nam.AnswerAsync("solved", ("done", "Đã thay van"));
        Assert.Equal("Result told to you", await customer.StageAsync(tracking));

        await mai.Page.GotoAsync(complaint);
        await mai.AnswerAsync("agreed", ("channel", "phone"), ("said", "The valve was stuck. We are sorry."));
        await site.RestartAsync();
        await ha.Page.GotoAsync(complaint);
        await ha.AnswerAsync("satisfied", ("solved", "yes"), ("mark", "5"));
        Assert.Equal("Closed", await customer.StageAsync(tracking));
        await Assertions.Expect(customer.Page.Locator("main")).ToContainTextAsync("Promise kept");
        Assert.All(["Mai", "Nam", "Hà", "0912", "Lê Lợi", "valve", "Van bị kẹt"], inside => Assert.DoesNotContain(inside, customer.Page.ContentAsync().Result));

        await TakenUpAgain();
        Assert.All([mai, customer, nam, ha], visitor => Assert.Empty(visitor.Troubles));
    }

    /// <summary>The customer is not content after all, and it comes back to the desk.</summary>
    private async Task TakenUpAgain()
    {
        await customer.Page.FillAsync("#Reason", "Dry again since noon");
        await customer.Page.ClickAsync("text=Take it up again");
        Assert.Equal("Being checked", await customer.StageAsync(tracking));
        await site.RestartAsync();
        await mai.Page.GotoAsync("/staff/complaints");
        await mai.Page.ClickAsync("table.rows tbody a");
        await Assertions.Expect(mai.Page.Locator("main")).ToContainTextAsync("Dry again since noon");
        await Assertions.Expect(mai.Page.Locator(".case-head")).ToContainTextAsync("taken up again once");
        await mai.AnswerAsync("ours", ("severity", "critical"));
    }

    [Fact]
    public async Task Left_lying_it_goes_up_to_the_head_and_then_to_the_director()
    {
        await site.AddPersonAsync("Phạm Thu Hà", "ha", "Head of customer care");
        await site.AddPersonAsync("Võ Minh Đức", "duc", "Director");
        await using var ha = await browser.VisitAsync(site.Address);
        await using var duc = await browser.VisitAsync(site.Address, "vi");

        await ha.SignInAsync("ha");
        await ha.Page.GotoAsync("/staff/tasks");
        await Assertions.Expect(ha.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(0);
        clock.Advance(TimeSpan.FromMinutes(16));   // where there is no water, a quarter of an hour to assess it
        await site.BackgroundTasks.RunAsync<DeadlineWatch>();
        await mai.Page.GotoAsync("/staff/complaints?tab=late");
        await Assertions.Expect(mai.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(1);
        await mai.Page.ClickAsync("table.rows tbody a");
        await Assertions.Expect(mai.Page.Locator(".step-now")).ToContainTextAsync("Taken up to: Head of customer care");
        await Assertions.Expect(mai.Page.Locator(".case-history")).ToContainTextAsync("Assess: became late");
        await customer.Page.GotoAsync(tracking);
        await Assertions.Expect(customer.Page.Locator("main")).ToContainTextAsync("We are sorry");
        await ha.Page.GotoAsync("/staff/tasks");
        await Assertions.Expect(ha.Page.Locator("table.rows tbody tr")).ToContainTextAsync("taken up");

        await duc.SignInAsync("duc");
        await duc.Page.GotoAsync("/staff/tasks");
        await Assertions.Expect(duc.Page.Locator("table.rows tbody tr")).ToHaveCountAsync(0);
        await site.RestartAsync(meanwhile: () => clock.Advance(TimeSpan.FromDays(3)));   // nobody watched for three days
        await site.BackgroundTasks.RunAsync<DeadlineWatch>();
        await duc.SignInAsync("duc");   // sessions do not last that long
        await duc.Page.GotoAsync("/staff/tasks?tab=late");
        await duc.Page.ClickAsync("table.rows tbody a");
        await Assertions.Expect(duc.Page.Locator(".step-now")).ToContainTextAsync("Giám đốc");
        await duc.AnswerAsync("ours", ("severity", "high"));

        await site.BackgroundTasks.RunAsync<DeadlineWatch>();   // once more: nothing goes up twice
        await mai.SignInAsync("mai");
        await mai.Page.GotoAsync(complaint);
        await Assertions.Expect(mai.Page.Locator(".case-history li", new() { HasText = "Assess: taken up to" })).ToHaveCountAsync(2);
        Assert.All([mai, customer, ha, duc], visitor => Assert.Empty(visitor.Troubles));
    }

    public async ValueTask DisposeAsync()
    {
        if (mai is not null) await mai.DisposeAsync();
        if (customer is not null) await customer.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
