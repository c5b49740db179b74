using System.Net;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;
using WaterCrm.Tests.Shell;

namespace WaterCrm.Tests.Modules;

/// <summary>Modules come and go while the host runs, and nobody who is working notices more than that their pages do.</summary>
public sealed class SwitchingFeaturesTests(PostgresServer postgres)
{
    private const string Complaints = "WaterCrm.Complaints";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_module_that_is_switched_off_has_no_pages_no_files_no_tasks_and_no_menu_and_on_again_it_has_them()
    {
        await using var host = await TestHost.StartAsync();
        using var staff = await host.SignedInAs("Administrator");
        var (pages, file) = (new[] { "/report", "/staff/complaints", "/track" }, $"/{Complaints}/js/desk.js");
        foreach (var page in pages.Append(file)) Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(page, Token)).StatusCode);

        Assert.Null((await Switch(host, off: [Complaints])).Error);

        foreach (var page in pages.Append(file)) Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(page, Token)).StatusCode);
        Assert.DoesNotContain("staff/complaints", await staff.GetStringAsync("/staff", Token));
        Assert.DoesNotContain(host.BackgroundTasks.States([]), t => t.Name.StartsWith(Complaints, StringComparison.Ordinal));

        Assert.Null((await Switch(host, on: [Complaints])).Error);

        foreach (var page in pages.Append(file)) Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(page, Token)).StatusCode);
        Assert.Contains("staff/complaints", await staff.GetStringAsync("/staff", Token));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_was_switched_is_so_after_a_restart_and_stands_in_the_audit(DatabaseProvider provider)
    {
        await using var host = await TestHost.StartAsync(provider, postgres);

        Assert.Null((await Switch(host, off: [Complaints])).Error);
        await host.RestartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/report", Token)).StatusCode);
        var audit = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action == "modules.switched").SingleAsync(Token));
        Assert.Contains(Complaints, audit.Changes);
    }

    [Fact]
    public async Task A_module_that_another_needs_takes_it_along_and_says_so_first()
    {
        await using var host = await Made("Made.Base", "Made.Above:Made.Base", "Made.Top:Made.Above");

        var look = Look(host, off: ["Made.Base"]);
        Assert.Equal(["Made.Base", "Made.Above", "Made.Top"], look.Value.Off.Select(f => f.Id));
        Assert.Contains("Made.Top", Running(host));

        await Switch(host, off: ["Made.Base"]);
        Assert.DoesNotContain(Running(host), id => id.StartsWith("Made.", StringComparison.Ordinal));

        var on = await Switch(host, on: ["Made.Top"]);
        Assert.Equal(["Made.Base", "Made.Above", "Made.Top"], on.Value.On.Select(f => f.Id));
        Assert.Contains("Made.Top", Running(host));
    }

    [Fact]
    public async Task A_module_whose_Startup_throws_leaves_the_running_modules_serving_and_says_what_it_threw()
    {
        await using var host = await Made("Made.Good");
        // Laid there by somebody who switched it off elsewhere, so that it does not run at once.
        await Write(host, "INSERT INTO kernel_feature (feature, is_on) VALUES ('Made.Broken', 0)");
        MadeModule.Write(host.Services.GetRequiredService<ShellSettings>().ModulesPath, "Made.Broken", throws: "the pump is missing");
        Assert.Null((await host.InScope(s => s.GetRequiredService<IMediator>().Send(new LookAgain(), Token))).Error);
        var before = host.Services;

        var refused = await Switch(host, on: ["Made.Broken"]);

        Assert.Equal("modules.failed", refused.Error?.Code);
        Assert.Contains("the pump is missing", refused.Error!.Args[0].ToString());
        Assert.Same(before, host.Services);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/report", Token)).StatusCode);
        Assert.Null((await Switch(host, off: ["Made.Good"])).Error);   // and the next change can be made
    }

    [Fact]
    public async Task Two_changes_at_once_are_made_one_after_the_other_and_the_last_shell_knows_both()
    {
        await using var host = await Made("Made.A", "Made.B", "Made.C", "Made.D");

        var all = await Task.WhenAll(new[] { "Made.A", "Made.B", "Made.C", "Made.D" }.Select(id => Switch(host, off: [id])));

        Assert.All(all, r => Assert.Null(r.Error));
        Assert.DoesNotContain(Running(host), id => id.StartsWith("Made.", StringComparison.Ordinal));
        await host.RestartAsync();
        Assert.DoesNotContain(Running(host), id => id.StartsWith("Made.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_one_who_switches_on_and_one_who_switches_off_at_once_the_later_wins_and_nothing_breaks()
    {
        await using var host = await Made("Made.Base", "Made.Above:Made.Base");

        for (var i = 0; i < 5; i++)
        {
            var both = await Task.WhenAll(Switch(host, off: ["Made.Base"]), Switch(host, on: ["Made.Above"]));
            Assert.All(both, r => Assert.Null(r.Error));
            Assert.Equal(Running(host).Contains("Made.Base"), Running(host).Contains("Made.Above"));
        }
    }

    [Fact]
    public async Task What_follows_now_and_did_not_when_it_was_shown_is_asked_again()
    {
        await using var host = await Made("Made.Base", "Made.Above:Made.Base");
        await Switch(host, off: ["Made.Above"]);
        var shown = Look(host, off: ["Made.Base"]).Value.Off.Select(f => f.Id).ToHashSet();
        await Switch(host, on: ["Made.Above"]);

        var switched = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new SwitchFeatures([], ["Made.Base"]) { Shown = shown }, Token));

        Assert.Equal("modules.other-than-shown", switched.Error?.Code);
        Assert.Contains("Made.Above", Running(host));
    }

    [Theory]
    [InlineData("WaterCrm.Kernel", "modules.always-on")]
    [InlineData("WaterCrm.StaffTheme", "modules.theme-worn")]
    [InlineData("No.Such", "modules.unknown")]
    [InlineData("", "modules.unknown")]
    public async Task What_cannot_be_switched_off_says_why(string feature, string code)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Equal(code, (await Switch(host, off: [feature])).Error?.Code);
        Assert.Contains(Complaints, Running(host));
    }

    [Theory]
    [InlineData("/staff/admin/modules/switch?off=a,b")]
    [InlineData("/staff/admin/modules/switch?off=%20&on=%00%0A")]
    [InlineData("/staff/admin/modules/switch?off=&off=&on=WaterCrm.Complaints&off=WaterCrm.Complaints")]
    [InlineData("/staff/admin/modules/remove/%20")]
    [InlineData("/staff/admin/modules/purge/%20")]
    [InlineData("/staff/admin/modules/purge/..%2F..")]
    public async Task An_address_that_names_no_module_is_answered_in_words_and_changes_nothing(string address)
    {
        await using var host = await TestHost.StartAsync();
        using var staff = await host.SignedInAs("Administrator");

        var asked = await staff.GetAsync(address, Token);
        using var sent = await staff.PostForm("/staff/admin/modules", address);

        Assert.All([asked, sent], answer => Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}"));
        Assert.Contains(Complaints, Running(host));
    }

    [Fact]
    public async Task What_the_configuration_holds_off_stays_off()
    {
        await using var host = await TestHost.StartAsync(new() { ["Modules:Disabled:0"] = Complaints });

        Assert.Equal("modules.held-off", (await Switch(host, on: [Complaints])).Error?.Code);
        Assert.DoesNotContain(Complaints, Running(host));
    }

    [Fact]
    public async Task The_themes_that_the_host_names_are_worn_whatever_stands_in_the_configuration_or_the_database()
    {
        await using var host = await TestHost.StartAsync(new() { ["Modules:Disabled:0"] = "WaterCrm.PublicTheme", ["Modules:Disabled:1"] = "WaterCrm.StaffTheme" });
        await Write(host, "INSERT INTO kernel_feature (feature, is_on) VALUES ('WaterCrm.PublicTheme', 0), ('WaterCrm.StaffTheme', 0)");
        await host.RestartAsync();

        using var staff = await host.SignedInAs("Administrator");
        foreach (var page in new[] { "/report", "/staff/admin/modules" }) Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(page, Token)).StatusCode);
    }

    [Theory]
    [InlineData("Themes:Staff", "/staff/admin/modules")]
    [InlineData("Themes:Public", "/report")]
    public async Task Where_the_host_names_a_theme_that_is_not_there_pages_wear_one_that_is(string setting, string page)
    {
        await using var host = await TestHost.StartAsync(new() { [setting] = "No.Such" });
        using var staff = await host.SignedInAs("Administrator");

        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(page, Token)).StatusCode);
    }

    [Fact]
    public async Task What_another_process_has_switched_is_taken_over_within_seconds_and_what_fails_there_is_told()
    {
        var clock = new FakeTime();
        await using var host = await Made(clock, "Made.Good");
        await Write(host, "INSERT INTO kernel_feature (feature, is_on) VALUES ('Made.Good', 0)");
        Assert.Contains("Made.Good", Running(host));

        await Eventually(() => !Running(host).Contains("Made.Good"), clock);

        MadeModule.Write(host.Services.GetRequiredService<ShellSettings>().ModulesPath, "Made.Broken", throws: "the pump is missing");
        await Write(host, "UPDATE kernel_feature SET is_on = 1");
        await Eventually(() => host.Services.GetRequiredService<ShellHost>().Trouble is not null, clock);

        Assert.Contains("the pump is missing", host.Services.GetRequiredService<ShellHost>().Trouble);
        Assert.Contains("the pump is missing", host.Log);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/report", Token)).StatusCode);
    }

    [Fact]
    public async Task A_request_in_flight_ends_where_it_began_and_the_old_shell_is_gone_after_it()
    {
        await using var host = await TestHost.StartAsync();
        var shells = host.Services.GetRequiredService<ShellHost>();
        WeakReference old;
        using (var visit = shells.Enter())
        {
            old = new WeakReference(visit.Shell.Services);
            await Switch(host, off: [Complaints]);
            Assert.Equal(1, shells.Retiring);
            await Eventually(() => visit.Shell.Services.GetRequiredService<ShellRetiring>().Token.IsCancellationRequested);   // still whole, and long answers are told to end
        }

        await Eventually(() => shells.Retiring == 0);
        Assert.Throws<ObjectDisposedException>(() => ((IServiceProvider)old.Target!).GetRequiredService<KernelDbContext>());
    }

    /// <summary>A host with modules that were made for this: <c>Id</c> or <c>Id:needs</c>.</summary>
    private static Task<TestHost> Made(params string[] modules) => Made(null, modules);

    private static async Task<TestHost> Made(FakeTime? clock, params string[] modules)
    {
        var folder = Directory.CreateTempSubdirectory("watercrm-made-").FullName;
        foreach (var delivered in Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "modules"))) Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(delivered)), delivered);
        foreach (var module in modules)
        {
            var parts = module.Split(':');
            MadeModule.Write(folder, parts[0], parts[1..]);
        }

        return await TestHost.StartAsync(new() { ["Modules:Path"] = folder }, clock);
    }

    private static async Task<Result<FollowUps>> Switch(TestHost host, string[]? on = null, string[]? off = null)
    {
        var switched = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new SwitchFeatures(on ?? [], off ?? []), Token));
        if (switched.Error is { } error) TestContext.Current.TestOutputHelper?.WriteLine($"{error.Code}: {string.Join(' ', error.Args)}\n{host.Log}");
        return switched;
    }

    private static Result<FollowUps> Look(TestHost host, string[]? on = null, string[]? off = null) => host.Services.GetRequiredService<ModulesDesk>().Look(on ?? [], off ?? []);

    private static List<string> Running(TestHost host) => [.. host.Services.GetRequiredService<ShellHost>().Current.Features.Select(f => f.Id)];

    private static async Task Write(TestHost host, string sql)
    {
        await using var hold = await host.Services.GetRequiredService<Database>().Writing.Enter("test", Token);
        await hold.Execute(sql, Token);
        await hold.Commit(Token);
    }

    private static async Task Eventually(Func<bool> isSo, FakeTime? clock = null)
    {
        for (var tries = 0; tries < 200 && !isSo(); tries++)
        {
            clock?.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50, Token);
        }
        Assert.True(isSo());
    }
}
