using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Setup;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>The pages of modules, as <see cref="PicturesOfEveryPage"/> takes the others: with a module that was installed, on, off and gone.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfModules(Browser browser) : IAsyncLifetime
{
    private const string Modules = "/staff/admin/modules";

    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock, services: null, SamplePackage.Settings);
        desk = await browser.VisitAsync(site.Address);
        Assert.Null((await site.SendAsync(new FinishSetup(Demonstration: true))).Error);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await desk.SignInAsync("mai");
        await desk.Page.GotoAsync("/staff/second-factor");
        await desk.Page.FillAsync("#Code", Totp.CodeOf((await desk.Page.Locator("main p code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal), clock.Utc()));
        await desk.Page.ClickAsync("main form button.btn-primary");
    }

    [Fact]
    public async Task Lists_questions_and_refusals_fit_their_screens()
    {
        using var package = new SamplePackage();
        await desk.TakeAsync(Modules + "/install", "module-install");
        await desk.Page.GotoAsync(Modules + "/install");
        await desk.Page.SetInputFilesAsync("#Package", package.Path);
        await desk.Page.ClickAsync("main form button.btn-primary");
        await desk.NowAsync("module-installed");
        await desk.TakeAsync(Modules, "modules");
        await desk.TakeAsync(Modules + "/switch?off=WaterCrm.Complaints", "module-off");
        await desk.TakeAsync(Modules + "/switch?off=WaterCrm.StaffTheme", "module-refused");
        await desk.TakeAsync($"{Modules}/remove/{SamplePackage.Module}", "module-remove");
        Assert.Null((await site.SendAsync(new SwitchFeatures([SamplePackage.Module], []))).Error);
        Assert.Null((await site.SendAsync(new SwitchFeatures([], [SamplePackage.Module]))).Error);
        Assert.Null((await site.SendAsync(new RemoveModule(SamplePackage.Module))).Error);
        await desk.TakeAsync(Modules, "modules-gone");
        await desk.TakeAsync($"{Modules}/purge/{SamplePackage.Module}", "module-purge");
        await desk.Page.GotoAsync($"{Modules}/purge/{SamplePackage.Module}");
        await desk.Page.FillAsync("#Typed", "no");
        await desk.Page.ClickAsync("main form button.btn-danger");
        await desk.NowAsync("module-purge-refused");
        Assert.Empty(desk.Troubles);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }
}
