using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>The pages on which customers are addressed, and what goes to them in their language, as <see cref="PicturesOfEveryPage"/> takes the others.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfAddressing(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock);
        desk = await browser.VisitAsync(site.Address);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator", "Care staff");
        await desk.SignInAsync("mai");
    }

    [Fact]
    public async Task Pages_that_address_customers_fit_their_screens()
    {
        var khai = await Customer(new() { Name = "Trần Thị Minh Khai", Phones = ["0912345678"], Address = "12 Lê Lợi", Language = "vi", FormOfAddress = "chi", CalledAs = "Minh Khai" });
        var wang = await Customer(new() { Name = "王伟", Phones = ["0987654321"], Address = "30 Trần Phú", Language = "zh-Hans", FormOfAddress = "xiansheng" });
        var works = await Customer(new() { Name = "Công ty TNHH Dệt may Sông Xanh", Kind = CustomerKind.Organisation, Phones = ["02838223344"], Address = "Lô B7" });

        foreach (var (id, name) in new[] { (khai, "khai"), (wang, "wang"), (works, "organisation") }) await desk.TakeAsync($"/staff/customers/{id}", $"address-card-{name}");
        await desk.TakeAsync($"/staff/customers/{khai}/edit", "address-form");
        await desk.TakeAsync("/staff/complaints/new?caller=0987654321", "address-callers");

        await desk.Page.GotoAsync("/staff/complaints/new?caller=0987654321");
        await desk.Page.Locator("[name=Chosen]").First.CheckAsync();
        await desk.Page.Locator("[name=Kind][value=water-quality]").CheckAsync();
        await desk.Page.SelectOptionAsync("#Channel", "Letter", new() { Force = true });
        clock.Advance(TimeSpan.FromSeconds(20));
        await desk.Page.ClickAsync("main form button.btn-primary:visible");
        await desk.NowAsync("address-recorded");
        await desk.TakeAsync(new Uri(desk.Page.Url).AbsolutePath[..^"/recorded".Length], "address-case");
        Assert.Empty(desk.Troubles);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }

    private async Task<Guid> Customer(RecordCustomer request)
    {
        var recorded = await site.SendAsync(request);
        Assert.Null(recorded.Error);
        return recorded.Value;
    }
}
