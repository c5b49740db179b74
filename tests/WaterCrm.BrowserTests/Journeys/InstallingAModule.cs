using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.SecondFactor;

namespace WaterCrm.BrowserTests.Journeys;

/// <summary>The suggestion box comes into a program that runs and has never seen it, is used, gets newer, goes off and goes for good. Nobody starts anything again for it.</summary>
public sealed class InstallingAModule(Browser browser) : IAsyncLifetime
{
    private const string Modules = "/staff/admin/modules", Box = "/suggestions", List = "/staff/suggestions", Danger = "main form button.btn-danger";
    private const string First = "Nhắn tin trước khi cúp nước", Second = "Mở quầy thu sáng thứ bảy", Noted = "Write the meter's number on the bill";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-no-package-");
    private Site site = null!;
    private Visitor mai = null!, ha = null!, visitor = null!;
    private string customer = "";

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(settings: SamplePackage.Settings);
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await site.AddPersonAsync("Phạm Thu Hà", "ha", "Head of customer care");
        customer = $"/staff/customers/{(await site.SendAsync(new RecordCustomer { Name = "Nguyễn Thị Hoa" })).Value}";
        mai = await browser.VisitAsync(site.Address);
        ha = await browser.VisitAsync(site.Address);
        visitor = await browser.VisitAsync(site.Address, "vi", 360);
        await ha.SignInAsync("ha");
        await mai.SignInAsync("mai");
        await mai.Page.GotoAsync("/staff/second-factor");
        await mai.Page.FillAsync("#Code", Totp.CodeOf((await mai.Page.Locator("main p code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal), TimeProvider.System.Utc()));
        await mai.PressAsync(mai.Page.Locator("main form button.btn-primary"));
    }

    [Fact]
    public async Task A_module_is_installed_used_upgraded_switched_off_and_removed_while_people_work()
    {
        await Installed();
        await Used();
        await Upgraded();
        await NotUpgraded();
        await site.RestartAsync();
        await mai.Page.GotoAsync(Modules);
        await IsIn("1.1.0", "on");
        await StillThere();
        await SwitchedOff();
        await Removed();
        await Installed();   // as if it had never been here
        await ha.Page.GotoAsync(List);
        await Assertions.Expect(ha.Page.Locator("article")).ToHaveCountAsync(0);
        Assert.All([mai, ha, visitor], somebody => Assert.Empty(somebody.Troubles));
    }

    private async Task Installed()
    {
        Assert.Equal(404, await Status(visitor, Box));
        using var package = new SamplePackage();
        await Upload(package.Path);
        await Says(mai, ".flash", "Suggestion box 1.0.0 is installed and off.");
        await IsIn("1.0.0", "off");
        Assert.Equal(404, await Status(visitor, Box));

        await mai.PressAsync(Row.GetByText("Switch on"));
        await Says(mai, "h1", "Switch Suggestion box on?");
        await Says(mai, "main", "With it these come on: Forget old suggestions.");
        await IsNotInMenu(mai);
        await mai.PressAsync(mai.Page.Locator("main form button.btn-primary"));
        await Says(mai, ".flash", "On now: Suggestion box, Forget old suggestions.");
        await IsIn("1.0.0", "on");
        await Assertions.Expect(Menu(mai)).ToHaveCountAsync(1);
    }

    private async Task Used()
    {
        await visitor.Page.GotoAsync(Box);
        await Says(visitor, "h1", "Gửi góp ý");
        await visitor.Page.FillAsync("#Text", First);
        await Send();

        await ha.Page.GotoAsync("/staff");
        await ha.PressAsync(Menu(ha));
        await Says(ha, "h1", "Suggestions");
        await TakeUp(First);

        await ha.Page.GotoAsync(customer);
        await ha.PressAsync(ha.Page.Locator(".suggestions-part a"));
        await ha.Page.FillAsync("#Text", Noted);
        await ha.PressAsync(ha.Page.Locator("main form button.btn-primary"));
        await Says(ha, ".suggestions-part", Noted);
    }

    /// <summary>While somebody writes: what they have begun in the old version ends in the new one.</summary>
    private async Task Upgraded()
    {
        await visitor.Page.GotoAsync(Box);
        await visitor.Page.FillAsync("#Text", Second);
        using var package = new SamplePackage("upgrades/1.1.0");
        await Upload(package.Path);
        await Says(mai, ".flash", "Suggestion box was upgraded from 1.0.0 to 1.1.0. The backup from before it is ");
        var backup = Assert.Single(Directory.GetFiles(Path.Combine(site.Folder, "backups"), "*.zip"));
        await Says(mai, ".flash", backup);
        await IsIn("1.1.0", "on");

        await Send();
        await ha.Page.GotoAsync(List);
        await TakeUp(Second);
        await StillThere();
    }

    private async Task NotUpgraded()
    {
        using var package = new SamplePackage("upgrades/1.2.0");
        await Upload(package.Path);
        await Says(mai, ".field-validation-error", "no such table: sample_house");
        await mai.Page.GotoAsync(Modules);
        await IsIn("1.1.0", "on");
        await StillThere();

        var text = Path.Combine(folder.FullName, "x.zip");
        await File.WriteAllTextAsync(text, "A module, they said.", TestContext.Current.CancellationToken);
        await Upload(text);
        await Says(mai, ".field-validation-error", "This package was not installed.");
        await StillThere();
    }

    private async Task SwitchedOff()
    {
        await SwitchOff();
        await IsIn("1.1.0", "off");
        await IsNotInMenu(mai);
        await ha.Page.GotoAsync("/staff");
        await IsNotInMenu(ha);
        await ha.Page.GotoAsync(customer);
        await Assertions.Expect(ha.Page.Locator(".suggestions-part")).ToHaveCountAsync(0);
        Assert.Equal(404, await Status(ha, List));
        Assert.Equal(404, await Status(visitor, Box));

        await mai.PressAsync(mai.Page.Locator(".flash button"));   // undo
        await Says(mai, ".flash", "On now: Suggestion box, Forget old suggestions.");
        await IsIn("1.1.0", "on");
        await StillThere();
        await SwitchOff();
    }

    private async Task Removed()
    {
        await mai.PressAsync(Row.GetByText("Remove"));
        await Says(mai, "main", "Its data stays");
        await mai.PressAsync(mai.Page.Locator(Danger));
        await Assertions.Expect(Row).ToHaveCountAsync(0);
        await Says(mai, "h2 ~ table.rows", SamplePackage.Module);
        Assert.False(Directory.Exists(Path.Combine(site.Folder, "modules", SamplePackage.Module)));

        await mai.PressAsync(mai.Page.Locator("h2 ~ table.rows a.btn-danger"));
        await Says(mai, "table.rows tr:has-text('sample_suggestion') td.number", "3");
        await mai.Page.FillAsync("#Typed", "WaterCrm.Sample");
        await mai.PressAsync(mai.Page.Locator(Danger));
        await Says(mai, ".field-validation-error", $"Type {SamplePackage.Module} to say that you mean it.");
        Assert.NotEmpty(await Tables());

        await mai.Page.FillAsync("#Typed", SamplePackage.Module);
        await mai.PressAsync(mai.Page.Locator(Danger));
        await Says(mai, ".flash", "All data of Suggestion box is deleted.");
        Assert.DoesNotContain(SamplePackage.Module, await mai.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(404, await Status(mai, $"{Modules}/purge/{SamplePackage.Module}"));
        Assert.Empty(await Tables());
    }

    /// <summary>What was written and done so far, in the words of 1.1.0: who took up the first one was not kept then.</summary>
    private async Task StillThere()
    {
        await ha.Page.GotoAsync(List);
        await Assertions.Expect(ha.Page.Locator("article")).ToHaveCountAsync(3);
        await Says(ha, $"article:has-text('{First}')", "Taken up");
        await Assertions.Expect(Article(First).Locator(".taken-up-by")).ToHaveCountAsync(0);
        await Says(ha, $"article:has-text('{Second}') .taken-up-by", "Phạm Thu Hà");
        await ha.Page.GotoAsync(customer);
        await Says(ha, ".suggestions-part", Noted);
        Assert.Equal(200, await Status(visitor, Box));
    }

    private async Task Upload(string package)
    {
        await mai.Page.GotoAsync(Modules + "/install");
        await mai.Page.SetInputFilesAsync("#Package", package);
        await mai.PressAsync(mai.Page.Locator("main form button.btn-primary"));
    }

    private async Task SwitchOff()
    {
        await mai.PressAsync(Row.GetByText("Switch off"));
        await Says(mai, "main", "With it these go off, because they need it: Forget old suggestions. Their pages, tasks and menu entries go away; all data stays.");
        await mai.PressAsync(mai.Page.Locator("main form button.btn-primary"));
        await Says(mai, ".flash", "Off now: Suggestion box, Forget old suggestions. All data stays.");
    }

    private async Task Send()
    {
        await visitor.PressAsync(visitor.Page.Locator("main form button.btn-primary"));
        await Says(visitor, "h1", "Cảm ơn Quý khách");
    }

    private async Task TakeUp(string text)
    {
        await ha.PressAsync(Article(text).Locator("button"));
        await Says(ha, $"article:has-text('{text}')", "Taken up");
    }

    private async Task IsIn(string version, string state)
    {
        await Assertions.Expect(Row.Locator("[data-label=Version]")).ToHaveTextAsync(version);
        await Assertions.Expect(Row.Locator("[data-label=State]")).ToHaveTextAsync(state);
    }

    private ILocator Row => mai.Page.Locator("table.rows tr", new() { HasText = SamplePackage.Module + " · installed" });

    private ILocator Article(string text) => ha.Page.Locator("article", new() { HasText = text });

    /// <summary>Each page has the menu for a phone as well.</summary>
    private static ILocator Menu(Visitor somebody) => somebody.Page.Locator($"nav.menu a[href='{List}']:visible");

    private static Task IsNotInMenu(Visitor somebody) => Assertions.Expect(Menu(somebody)).ToHaveCountAsync(0);

    private static Task Says(Visitor somebody, string where, string what) => Assertions.Expect(somebody.Page.Locator(where)).ToContainTextAsync(what);

    private static async Task<int> Status(Visitor somebody, string path) => (await somebody.Page.GotoAsync(path))!.Status;

    private Task<List<string>> Tables() =>
        site.InScopeAsync(there => there.GetRequiredService<KernelDbContext>().Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE name LIKE 'sample%'").ToListAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var somebody in new[] { mai, ha, visitor })
            if (somebody is not null) await somebody.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
