using System.IO.Compression;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Shell;

namespace WaterCrm.Tests.Modules;

/// <summary>A package becomes a module of the running host, or the host stays as it was and says why.</summary>
public sealed class InstallingModulesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("watercrm-packages-").FullName;
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_new_module_is_there_and_off_comes_on_goes_and_leaves_no_file()
    {
        var installed = await Install(Made("Made.New"));

        Assert.Equal(("Made.New", "1.0.0", null, false), (installed.Value.Id, installed.Value.Version, installed.Value.Before, installed.Value.IsOn));
        Assert.DoesNotContain("Made.New", Running);
        Assert.Null((await Switch(on: "Made.New")).Error);
        Assert.Contains("Made.New", Running);
        await host.RestartAsync();
        Assert.Contains("Made.New", Running);

        Assert.Equal("modules.still-on", (await Send(new RemoveModule("Made.New"))).Error?.Code);
        Assert.Null((await Switch(off: "Made.New")).Error);
        Assert.Null((await Send(new RemoveModule("Made.New"))).Error);
        Assert.Null(Catalog.Find("Made.New"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.AppData, "modules")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.AppData, "modules.aside")));
    }

    [Fact]
    public async Task A_newer_version_of_a_module_that_is_on_runs_at_once_and_the_audit_knows_both()
    {
        await Install(Made("Made.Next"));
        await Switch(on: "Made.Next");

        var upgraded = await Install(Made("Made.Next", version: "1.10.0"));

        Assert.Equal(("1.10.0", "1.0.0", true), (upgraded.Value.Version, upgraded.Value.Before, upgraded.Value.IsOn));
        Assert.Equal("1.10.0", host.Services.GetRequiredService<ShellModules>().Find("Made.Next")!.Manifest.Version);
        Assert.Equal("modules.older-version", (await Install(Made("Made.Next", version: "1.9.3"))).Error?.Code);
        Assert.Equal("modules.same-version", (await Install(Made("Made.Next", version: "1.10.0"))).Error?.Code);
        Assert.Equal("1.10.0", host.Services.GetRequiredService<ShellModules>().Find("Made.Next")!.Manifest.Version);
        Assert.True(File.Exists(Path.Combine(host.AppData, "modules", "Made.Next", "1.10.0", "Made.Next.dll")));
        var audit = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action == "modules.installed").OrderBy(a => a.Sequence).Select(a => a.Changes!).ToListAsync(Token));
        Assert.Equal(2, audit.Count);
        Assert.Contains("[\"1.0.0\",\"1.10.0\"]", audit[1]);
    }

    [Fact]
    public async Task A_newer_version_whose_Startup_throws_leaves_the_version_of_before_running_and_no_file_of_its_own()
    {
        await Install(Made("Made.Pump"));
        await Switch(on: "Made.Pump");
        var before = host.Services;

        var refused = await Install(Made("Made.Pump", version: "2.0.0", throws: "the pump is missing"));

        Assert.Equal("modules.failed", refused.Error?.Code);
        Assert.Contains("the pump is missing", refused.Error!.Args[0].ToString());
        Assert.Same(before, host.Services);
        Assert.Equal(["1.0.0"], host.Services.GetRequiredService<InstalledModules>().VersionsOf("Made.Pump"));
        await host.RestartAsync();
        Assert.Contains("Made.Pump", Running);
    }

    [Fact]
    public async Task A_newer_version_that_cannot_start_is_refused_also_while_the_module_is_off()
    {
        await Install(Made("Made.Idle"));

        Assert.Contains("the pump is missing", (await Install(Made("Made.Idle", version: "2.0.0", throws: "the pump is missing"))).Error?.Args[0].ToString());

        Assert.Equal(["1.0.0"], host.Services.GetRequiredService<InstalledModules>().VersionsOf("Made.Idle"));
        Assert.Null((await Switch(on: "Made.Idle")).Error);
    }

    [Fact]
    public async Task Who_switches_a_module_on_while_another_removes_it_is_told_that_it_is_gone()
    {
        await Install(Made("Made.Gone"));

        var late = await host.InScope(async before =>
        {
            Assert.Null((await Send(new RemoveModule("Made.Gone"))).Error);
            return await before.GetRequiredService<IMediator>().Send(new SwitchFeatures(["Made.Gone"], []), Token);
        });

        Assert.Equal("modules.unknown", late.Error?.Code);
        await Install(Made("Made.Gone", version: "1.1.0"));
        Assert.DoesNotContain("Made.Gone", Running);
    }

    [Fact]
    public async Task An_upgrade_that_was_not_ended_is_not_forgotten_for_another_one()
    {
        await Install(Made("Made.Half"));
        Begin("Made.Half", "1.1.0", throws: null);

        Assert.Equal("modules.unfinished", (await Install(Made("Made.Half", version: "1.2.0"))).Error?.Code);
        new InstalledModules(Path.Combine(host.AppData, "modules")).GiveUp("Made.Half", "1.2.0");

        Assert.Equal("1.1.0", host.Services.GetRequiredService<InstalledModules>().Begun["Made.Half"]);
        Assert.Equal([("Made.Half", "1.1.0")], host.Services.GetRequiredService<InstalledModules>().Unfinished);
        Assert.Null((await Install(Made("Made.Half", version: "1.1.0"))).Error);
        Assert.Empty(host.Services.GetRequiredService<InstalledModules>().Begun);
    }

    [Fact]
    public async Task What_somebody_else_broke_and_does_not_run_stands_in_nobodys_way()
    {
        await Install(Made("Made.Crushed"));
        await Install(Made("Made.Whole"));
        await File.WriteAllTextAsync(Path.Combine(host.AppData, "modules", "Made.Crushed", "1.0.0", "Made.Crushed.dll"), "garbage", Token);

        Assert.Null((await Switch(on: "Made.Whole")).Error);

        Assert.Contains("Made.Whole", Running);
        Assert.Equal("Made.Crushed", Assert.Single(Catalog.Refused).Id);
        Assert.Null((await Send(new RemoveModule("Made.Crushed"))).Error);
    }

    [Theory]
    [InlineData("needs", "modules.dependency-missing", "Made.Missing")]
    [InlineData("itself", "modules.circle", "Made.Self")]
    [InlineData("text", "modules.package-refused", "zip")]
    [InlineData("climbs", "modules.package-refused", "..")]
    [InlineData("no file", "modules.package-refused", "")]
    public async Task What_cannot_be_installed_says_why_and_nothing_of_it_stays(string what, string code, string says)
    {
        var before = host.Services;

        var refused = await Install(what switch
        {
            "needs" => Made("Made.Lonely", dependencies: ["Made.Missing"]),
            "itself" => Made("Made.Self", dependencies: ["Made.Self"]),
            "text" => Text("not a zip"),
            "climbs" => Climbing(),
            _ => Path.Combine(folder, "gone.zip"),
        });

        Assert.Equal(code, refused.Error?.Code);
        Assert.Contains(says, string.Join(' ', refused.Error!.Args));
        Assert.Same(before, host.Services);
        Assert.False(Directory.Exists(Path.Combine(host.AppData, "modules")) && Directory.EnumerateFileSystemEntries(Path.Combine(host.AppData, "modules")).Any());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.AppData, "modules.aside")));
    }

    [Fact]
    public async Task A_name_that_differs_from_another_only_in_capitals_is_taken()
    {
        await Install(Made("Made.Case"));

        Assert.Equal("modules.id-taken", (await Install(Made("made.case", version: "2.0.0"))).Error?.Code);
    }

    [Fact]
    public async Task A_circle_that_a_newer_version_would_close_is_seen()
    {
        await Install(Made("Made.One"));
        await Install(Made("Made.Two", dependencies: ["Made.One"]));

        Assert.Equal("modules.circle", (await Install(Made("Made.One", version: "2.0.0", dependencies: ["Made.Two"]))).Error?.Code);
    }

    [Fact]
    public async Task An_installed_module_that_fails_at_the_start_is_left_out_loudly_and_can_be_removed()
    {
        await Install(Made("Made.Rotten"));
        await Switch(on: "Made.Rotten");

        // Somebody has copied a broken build over it.
        await host.RestartAsync(() =>
        {
            MadeModule.Write(folder, "Made.Rotten", throws: "the pump is missing");
            File.Copy(Path.Combine(folder, "Made.Rotten", "Made.Rotten.dll"), Path.Combine(host.AppData, "modules", "Made.Rotten", "1.0.0", "Made.Rotten.dll"), overwrite: true);
        });

        Assert.True((await host.Client.GetAsync("/health/live", Token)).IsSuccessStatusCode);
        Assert.Equal("Made.Rotten", Assert.Single(Catalog.Refused).Id);
        Assert.Contains("Made.Rotten was installed and cannot be used", host.Log);
        Assert.Null((await Send(new RemoveModule("Made.Rotten"))).Error);
        Assert.Empty(Catalog.Refused);
    }

    [Fact]
    public async Task An_upgrade_that_was_cut_off_after_its_tables_is_ended_by_the_next_start_and_one_that_fails_is_taken_back()
    {
        await Install(Made("Made.Cut"));
        await Switch(on: "Made.Cut");

        await host.RestartAsync(() => Begin("Made.Cut", "1.1.0", throws: null));
        Assert.Equal("1.1.0", host.Services.GetRequiredService<ShellModules>().Find("Made.Cut")!.Manifest.Version);
        Assert.Empty(host.Services.GetRequiredService<InstalledModules>().Begun);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync(a => a.Action == "modules.upgrade-ended", Token)));

        await host.RestartAsync(() => Begin("Made.Cut", "1.2.0", throws: "the pump is missing"));
        Assert.Equal("1.1.0", host.Services.GetRequiredService<ShellModules>().Find("Made.Cut")!.Manifest.Version);
        Assert.Empty(host.Services.GetRequiredService<InstalledModules>().Begun);
        Assert.Contains("cannot be ended", host.Log);
    }

    [Fact]
    public async Task While_another_process_changes_the_folder_of_modules_nobody_else_does_and_a_start_leaves_it_alone()
    {
        var installed = host.Services.GetRequiredService<InstalledModules>();
        var theirs = installed.NewAside();
        using (installed.TryAlone())
        {
            Assert.Equal("modules.busy", (await Install(Made("Made.Second"))).Error?.Code);
            Assert.True(Directory.Exists(theirs));
        }

        Assert.Null((await Install(Made("Made.Second"))).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../etc")]
    [InlineData("9.9.9")]
    [InlineData(null)]
    public async Task A_module_whose_pointer_is_damaged_is_said_to_be_broken_and_can_be_removed_and_not_purged(string? pointer)
    {
        await Install(Made("Made.Lost"));
        await Switch(on: "Made.Lost");

        await host.RestartAsync(() =>
        {
            var path = Path.Combine(host.AppData, "modules", "Made.Lost", "current");
            File.Delete(path);
            if (pointer is null) Directory.CreateDirectory(path);
            else File.WriteAllText(path, pointer);
        });

        Assert.Equal("Made.Lost", Assert.Single(Catalog.Refused).Id);
        Assert.Contains("Made.Lost was installed and cannot be used", host.Log);
        Assert.Null(await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowLeftData("Made.Lost"), Token)));
        Assert.Null((await Send(new RemoveModule("Made.Lost"))).Error);
        Assert.Empty(Catalog.Refused);
    }

    [Fact]
    public async Task Modules_that_talk_by_one_assembly_of_contracts_share_it_and_who_brings_another_build_of_it_is_refused()
    {
        var contracts = Path.Combine(folder, "Made.Meters.Contracts.dll");
        MadeModule.Bring(folder, "Made.Meters.Contracts");
        Assert.Null((await Install(Made("Made.Meters", brings: contracts))).Error);
        Assert.Null((await Install(Made("Made.Readings", brings: contracts))).Error);

        MadeModule.Bring(folder, "Made.Meters.Contracts");
        var refused = await Install(Made("Made.Bills", brings: contracts));

        Assert.Equal("modules.failed", refused.Error?.Code);
        Assert.Contains("another build of Made.Meters.Contracts than the one that is in use", refused.Error!.Args[0].ToString());
        Assert.Null((await Switch(on: "Made.Meters")).Error);
        Assert.Null(Catalog.Find("Made.Bills"));
        Assert.NotNull(Catalog.Find("Made.Readings"));
    }

    private ModuleCatalog Catalog => host.Services.GetRequiredService<ModuleCatalog>();

    private List<string> Running => [.. host.Services.GetRequiredService<ShellHost>().Current.Features.Select(f => f.Id)];

    private Task<Result<Installation>> Install(string path) => Send(new InstallPackage(path));

    private Task<Result<Kernel.Modules.FollowUps>> Switch(string? on = null, string? off = null) => Send(new SwitchFeatures(on is null ? [] : [on], off is null ? [] : [off]));

    private Task<Result<T>> Send<T>(IRequest<Result<T>> request) => host.InScope(s => s.GetRequiredService<IMediator>().Send(request, Token));

    private string Made(string id, string? version = null, string? throws = null, string[]? dependencies = null, string? brings = null)
    {
        var made = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        MadeModule.Write(made, id, dependencies, throws, version: version ?? "1.0.0");
        if (brings is not null) File.Copy(brings, Path.Combine(made, id, Path.GetFileName(brings)));
        return Package.Pack(Path.Combine(made, id), made);
    }

    /// <summary>What an upgrade leaves that dies before its last step.</summary>
    private void Begin(string id, string version, string? throws)
    {
        var installed = new InstalledModules(Path.Combine(host.AppData, "modules"));
        var aside = installed.NewAside();
        ZipFile.ExtractToDirectory(Made(id, version, throws), aside);
        installed.Place(aside, id, version);
        installed.Begin(id, version);
    }

    private string Text(string text)
    {
        var path = Path.Combine(folder, "text.zip");
        File.WriteAllText(path, text);
        return path;
    }

    private string Climbing()
    {
        var path = Made("Made.Climber");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        using var entry = new StreamWriter(zip.CreateEntry("../../evil.txt").Open());
        entry.Write("evil");
        return path;
    }
}
