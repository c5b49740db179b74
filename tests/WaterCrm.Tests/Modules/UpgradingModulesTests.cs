using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Modules;

/// <summary>A new version brings its tables along, after a backup; or the version of before goes on with tables and rows as they were.</summary>
public sealed class UpgradingModulesTests(PostgresServer postgres) : IDisposable
{
    private const string Sample = "WaterCrm.SampleModule";

    private readonly string folder = Directory.CreateTempSubdirectory("watercrm-packages-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Tables_change_after_a_backup_that_was_verified_and_rows_stay(DatabaseProvider provider)
    {
        await using var host = await Running(provider);

        var upgraded = await Install(host, "upgrades/1.1.0");

        Assert.Equal(("1.1.0", "1.0.0", true), (upgraded.Value.Version, upgraded.Value.Before, upgraded.Value.IsOn));
        Assert.True(File.Exists(upgraded.Value.Backup));
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, "SELECT count(*) FROM sample_suggestion WHERE \"TakenUpBy\" IS NOT NULL")));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_migration_that_fails_leaves_version_tables_and_rows_as_they_were(DatabaseProvider provider)
    {
        await using var host = await Running(provider);
        await Install(host, "upgrades/1.1.0");
        var before = host.Services;

        var refused = await Install(host, "upgrades/1.2.0");

        Assert.Equal("modules.failed", refused.Error?.Code);
        Assert.Contains("are as they were", refused.Error!.Args[0].ToString());
        Assert.Same(before, host.Services);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
        await host.RestartAsync();
        Assert.Equal("1.1.0", host.Services.GetRequiredService<ShellModules>().Find(Sample)!.Manifest.Version);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_fails_after_the_tables_have_changed_takes_them_back(DatabaseProvider provider)
    {
        var fails = false;
        await using var host = await Running(provider, shell =>
        {
            if (fails) shell.AddScoped<WaterCrm.Modularity.IModularTenantEvents, Fails>();   // wakes last, after the migrations
        });

        fails = true;
        var refused = await Install(host, "upgrades/1.1.0");

        Assert.Equal("modules.failed", refused.Error?.Code);
        Assert.Contains("the pump is missing", refused.Error!.Args[0].ToString());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Scalar(host, "SELECT \"TakenUpBy\" FROM sample_suggestion"));
        fails = false;
        await host.RestartAsync();
        Assert.Equal("1.0.0", host.Services.GetRequiredService<ShellModules>().Find(Sample)!.Manifest.Version);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
        Assert.Null((await Install(host, "upgrades/1.1.0")).Error);
    }

    [Fact]
    public async Task An_upgrade_that_cannot_be_written_down_takes_its_tables_back()
    {
        await using var host = await Running(DatabaseProvider.Sqlite);
        var before = host.Services;
        await Change(host, "CREATE TRIGGER full BEFORE INSERT ON kernel_audit WHEN NEW.\"Action\" = 'modules.installed' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        await Assert.ThrowsAnyAsync<Exception>(() => Install(host, "upgrades/1.1.0"));

        Assert.Same(before, host.Services);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Scalar(host, "SELECT \"TakenUpBy\" FROM sample_suggestion"));
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
        Assert.Equal(["1.0.0"], host.Services.GetRequiredService<InstalledModules>().VersionsOf(Sample));
        await Change(host, "DROP TRIGGER full");
        Assert.Null((await Install(host, "upgrades/1.1.0")).Error);
    }

    [Fact]
    public async Task What_was_upgraded_while_it_was_off_has_its_backup_when_it_comes_on()
    {
        await using var host = await Running(DatabaseProvider.Sqlite);
        await Send(host, new SwitchFeatures([], [Sample]));

        Assert.Null((await Install(host, "upgrades/1.1.0")).Value.Backup);
        Assert.Empty(Backups(host));
        Assert.Null((await Send(host, new SwitchFeatures([Sample], []))).Error);

        Assert.Single(Backups(host));
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, "SELECT count(*) FROM sample_suggestion WHERE \"TakenUpBy\" IS NOT NULL")));
    }

    [Fact]
    public async Task Tables_of_a_module_that_never_came_on_are_known_and_can_be_purged()
    {
        var fails = true;
        await using var host = await TestHost.StartAsync(services: shell =>
        {
            if (fails) shell.AddScoped<WaterCrm.Modularity.IModularTenantEvents, FailsWithSample>();
        });
        await Install(host, "fixtures");

        Assert.Equal("modules.failed", (await Send(host, new SwitchFeatures([Sample], []))).Error?.Code);

        fails = false;
        Assert.Equal(0, (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowLeftData(Sample), Token)))!.Rows);
        Assert.Null((await Send(host, new PurgeModule(Sample, Sample))).Error);
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'sample\\_%' ESCAPE '\\'")));
    }

    [Fact]
    public async Task Its_parts_come_back_as_they_were_when_it_is_installed_again()
    {
        await using var host = await Running(DatabaseProvider.Sqlite);
        var before = Parts(host);
        Assert.True(before.Length > 1);
        await Send(host, new SwitchFeatures([], [Sample]));
        await Send(host, new RemoveModule(Sample));
        await Install(host, "fixtures");
        Assert.Empty(Parts(host));

        await Send(host, new SwitchFeatures([Sample], []));

        Assert.Equal(before, Parts(host));
    }

    [Fact]
    public async Task Where_others_run_on_the_same_data_purging_waits_until_they_have_let_go_and_looks_again()
    {
        var clock = new FakeTime();
        await using var host = await Running(DatabaseProvider.Postgres, clock: clock);
        await Send(host, new SwitchFeatures([], [Sample]));

        var purging = Send(host, new PurgeModule(Sample, Sample));
        Assert.Null((await Send(host, new SwitchFeatures([Sample], []))).Error);   // somebody thinks better of it
        Assert.False(purging.IsCompleted);

        Assert.Equal("modules.still-on", (await Passing(clock, purging)).Error?.Code);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Removed_its_rows_stay_and_purged_nothing_of_it_does(DatabaseProvider provider)
    {
        var clock = new FakeTime();
        await using var host = await Running(provider, clock: clock);
        await Send(host, new SwitchFeatures([], [Sample]));
        Assert.Null((await Send(host, new RemoveModule(Sample))).Error);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));

        var left = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowLeftData(Sample), Token));
        Assert.Equal(1, left!.Tables.Single(t => t.Name == "sample_suggestion").Rows);
        Assert.Equal("modules.not-typed", (await Send(host, new PurgeModule(Sample, "sample"))).Error?.Code);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
        Assert.Null((await Passing(clock, Send(host, new PurgeModule(Sample, Sample)))).Error);

        var tables = provider is DatabaseProvider.Sqlite ? "SELECT count(*) FROM sqlite_master WHERE name LIKE 'sample\\_%' ESCAPE '\\'" : "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'sample\\_%'";
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, tables)));
        Assert.Null(await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowLeftData(Sample), Token)));
        Assert.Null((await Install(host, "fixtures")).Error);   // and it can come again, empty
        Assert.Null((await Send(host, new SwitchFeatures([Sample], []))).Error);
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, "SELECT count(*) FROM sample_suggestion")));
    }

    private async Task<TestHost> Running(DatabaseProvider provider, Action<IServiceCollection>? services = null, FakeTime? clock = null)
    {
        var host = await TestHost.StartAsync(provider, postgres, clock, services);
        Assert.Null((await Install(host, "fixtures")).Error);
        Assert.Null((await Send(host, new SwitchFeatures([Sample], []))).Error);
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await host.Client.GetStreamAsync("/suggestions", Token), Token);
        var form = page.QuerySelector("main form") as AngleSharp.Html.Dom.IHtmlFormElement ?? (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("form:has(textarea)")!;
        var values = form.QuerySelectorAll("input[type=hidden]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>().Where(i => i.Name is not null).ToDictionary(i => i.Name!, i => i.Value);
        values["Text"] = "Nước trong hơn";
        var made = await host.Client.PostAsync("/suggestions", new FormUrlEncodedContent(values), Token);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, made.StatusCode);
        return host;
    }

    private Task<Result<Installation>> Install(TestHost host, string from) =>
        Send(host, new InstallPackage(Package.Pack(Path.Combine(AppContext.BaseDirectory, from, Sample), folder)));

    private static Task<Result<T>> Send<T>(TestHost host, IRequest<Result<T>> request) => host.InScope(s => s.GetRequiredService<IMediator>().Send(request, Token));

    /// <summary>Time passes until it has ended.</summary>
    private static async Task<T> Passing<T>(FakeTime clock, Task<T> work)
    {
        while (await Task.WhenAny(work, Task.Delay(50, Token)) != work) clock.Advance(ShellWatch.Beat);
        return await work;
    }

    private static async Task<object?> Scalar(TestHost host, string sql)
    {
        await using var connection = host.Services.GetRequiredService<Database>().NewReadConnection();
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Token);
    }

    private static string[] Backups(TestHost host) => Directory.Exists(Path.Combine(host.AppData, "backups")) ? Directory.GetFiles(Path.Combine(host.AppData, "backups"), "*.zip") : [];

    private static string[] Parts(TestHost host) => [.. host.Services.GetRequiredService<ShellHost>().Current.Features.Where(f => f.Module.Id == Sample).Select(f => f.Id).Order(StringComparer.Ordinal)];

    private static Task Change(TestHost host, string sql) => host.InScope(async services =>
    {
        await using var hold = await services.GetRequiredService<Database>().Writing.Enter("test", Token);
        await hold.Execute(sql, Token);
        await hold.Commit(Token);
        return 0;
    });

    private sealed class FailsWithSample(ShellModules modules) : WaterCrm.Modularity.ModularTenantEvents
    {
        public override Task ActivatingAsync() => modules.Find(Sample) is null ? Task.CompletedTask : throw new InvalidOperationException("the pump is missing");
    }

    private sealed class Fails : WaterCrm.Modularity.ModularTenantEvents
    {
        public override Task ActivatingAsync() => throw new InvalidOperationException("the pump is missing");
    }
}
