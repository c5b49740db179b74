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

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Removed_its_rows_stay_and_purged_nothing_of_it_does(DatabaseProvider provider)
    {
        await using var host = await Running(provider);
        await Send(host, new SwitchFeatures([], [Sample]));
        Assert.Null((await Send(host, new RemoveModule(Sample))).Error);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));

        var left = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowLeftData(Sample), Token));
        Assert.Equal(1, left!.Tables.Single(t => t.Name == "sample_suggestion").Rows);
        Assert.Equal("modules.not-typed", (await Send(host, new PurgeModule(Sample, "sample"))).Error?.Code);
        Assert.Equal("Nước trong hơn", await Scalar(host, "SELECT \"Text\" FROM sample_suggestion"));
        Assert.Null((await Send(host, new PurgeModule(Sample, Sample))).Error);

        var tables = provider is DatabaseProvider.Sqlite ? "SELECT count(*) FROM sqlite_master WHERE name LIKE 'sample\\_%' ESCAPE '\\'" : "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'sample\\_%'";
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, tables)));
        Assert.Null(await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowLeftData(Sample), Token)));
        Assert.Null((await Install(host, "fixtures")).Error);   // and it can come again, empty
        Assert.Null((await Send(host, new SwitchFeatures([Sample], []))).Error);
        Assert.Equal(0L, Convert.ToInt64(await Scalar(host, "SELECT count(*) FROM sample_suggestion")));
    }

    private async Task<TestHost> Running(DatabaseProvider provider, Action<IServiceCollection>? services = null)
    {
        var host = await TestHost.StartAsync(provider, postgres, services: services);
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

    private static async Task<object?> Scalar(TestHost host, string sql)
    {
        await using var connection = host.Services.GetRequiredService<Database>().NewReadConnection();
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Token);
    }

    private sealed class Fails : WaterCrm.Modularity.ModularTenantEvents
    {
        public override Task ActivatingAsync() => throw new InvalidOperationException("the pump is missing");
    }
}
