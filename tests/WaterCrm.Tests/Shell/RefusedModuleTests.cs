using System.Diagnostics;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

/// <summary>A module that cannot be loaded stops the start, and whoever reads the message knows which one it was and what to do.</summary>
public sealed class RefusedModuleTests : IDisposable
{
    private readonly string modules = Directory.CreateTempSubdirectory("watercrm-modules-").FullName;

    public void Dispose() => Directory.Delete(modules, recursive: true);

    [Fact]
    public async Task A_module_that_needs_what_is_not_there()
    {
        MadeModule.Write(modules, "Made.Lonely", ["Made.Missing"]);

        var refused = await Refused();

        Assert.Equal("Made.Lonely", refused.Module);
        Assert.Contains("Made.Missing, which is not there", refused.Message);
    }

    [Fact]
    public async Task A_module_that_needs_one_that_is_switched_off()
    {
        MadeModule.Write(modules, "Made.Base");
        MadeModule.Write(modules, "Made.Above", ["Made.Base"]);

        var refused = await Refused(new() { ["Modules:Disabled:0"] = "Made.Base" });

        Assert.Equal("Made.Above", refused.Module);
        Assert.Contains("Made.Base, which is disabled", refused.Message);
    }

    [Fact]
    public async Task Modules_that_need_each_other_in_a_circle()
    {
        MadeModule.Write(modules, "Made.A", ["Made.B"]);
        MadeModule.Write(modules, "Made.B", ["Made.C"]);
        MadeModule.Write(modules, "Made.C", ["Made.A"]);

        var refused = await Refused();

        Assert.Contains("Made.A -> Made.B -> Made.C -> Made.A", refused.Message);
    }

    [Fact]
    public async Task A_module_whose_Startup_throws()
    {
        MadeModule.Write(modules, "Made.Broken", throws: "the pump is missing");

        var refused = await Refused();

        Assert.Equal("Made.Broken", refused.Module);
        Assert.Contains("Made.Broken.Startup failed in ConfigureServices", refused.Message);
        Assert.Contains("the pump is missing", refused.Message);
    }

    [Fact]
    public async Task A_library_without_a_manifest()
    {
        MadeModule.Write(modules, "Made.Library", manifest: false);

        Assert.Contains("Made.Library cannot be loaded: it has no manifest", (await Refused()).Message);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly()
    {
        Directory.CreateDirectory(Path.Combine(modules, "Made.Text"));
        await File.WriteAllTextAsync(Path.Combine(modules, "Made.Text", "Made.Text.dll"), "not a program", TestContext.Current.CancellationToken);

        Assert.Equal("Made.Text", (await Refused()).Module);
    }

    [Fact]
    public async Task A_folder_without_its_assembly()
    {
        Directory.CreateDirectory(Path.Combine(modules, "Made.Nothing"));
        await File.WriteAllTextAsync(Path.Combine(modules, "Made.Nothing", "readme.txt"), "soon", TestContext.Current.CancellationToken);

        Assert.Contains("there is no Made.Nothing.dll", (await Refused()).Message);
    }

    [Fact]
    public async Task What_a_removed_module_leaves_behind_refuses_nothing_and_the_log_says_what_is_missing_where()
    {
        var folder = Directory.CreateDirectory(Path.Combine(modules, "Made.Gone", "wwwroot")).Parent!.FullName;

        await using var host = await TestHost.StartAsync(new() { ["Modules:Path"] = modules });

        Assert.True((await host.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        var said = Assert.Single(host.Log.Split('\n'), line => line.Contains(folder, StringComparison.Ordinal));
        Assert.Contains("Made.Gone.dll is missing", said, StringComparison.Ordinal);
        Assert.Matches("WARN|WRN|Warning", said);
    }

    [Fact]
    public async Task The_process_ends_with_an_error_and_says_why_on_the_console_and_in_the_log()
    {
        MadeModule.Write(modules, "Made.Lonely", ["Made.Missing"]);
        var data = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).FullName;
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "WaterCrm.Host.dll"), "--urls", "http://127.0.0.1:0", "--AppData", Path.Combine(data, "App_Data"), "--Modules:Path", modules,
        ]) { RedirectStandardError = true, RedirectStandardOutput = true };
        Directory.CreateDirectory(Path.Combine(data, "App_Data"));

        using var host = Process.Start(start)!;
        var said = await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var console = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        const string Reason = "Module Made.Lonely cannot be loaded: Made.Lonely depends on Made.Missing, which is not there.";
        Assert.Equal(1, host.ExitCode);
        Assert.Contains(Reason, said);
        Assert.Contains(Reason, console);
        Assert.Contains(Reason, string.Concat(Directory.GetFiles(Path.Combine(data, "App_Data", "logs")).Select(File.ReadAllText)));
    }

    private async Task<ModuleLoadException> Refused(Dictionary<string, string?>? settings = null)
    {
        settings ??= [];
        settings["Modules:Path"] = modules;
        return await Assert.ThrowsAsync<ModuleLoadException>(() => TestHost.StartAsync(settings));
    }
}
