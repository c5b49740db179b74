using System.Net;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Host;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Tests.Infrastructure;

/// <summary>The real host with its real modules on a free port, with a data folder of its own that goes when the test is over.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Func<Task<WebApplication>> start;
    private WebApplication app;

    private TestHost(WebApplication app, DirectoryInfo folder, Func<Task<WebApplication>> start)
    {
        (this.app, this.folder, this.start) = (app, folder, start);
        Client = NewClient();
    }

    public string AppData => folder.FullName;

    public Uri Address => new(app.Urls.First());

    /// <summary>A browser with its own cookies; it does not follow redirects, so that a test sees them.</summary>
    public HttpClient Client { get; private set; }

    /// <summary>The services of the running shell.</summary>
    public IServiceProvider Services => app.Services.GetRequiredService<ShellHost>().Current.Services;

    public BackgroundTaskRunner BackgroundTasks => app.Services.GetRequiredService<BackgroundTaskRunner>();

    /// <param name="settings">Configuration that differs from the shipped one, such as <c>["Modules:Disabled:0"] = "WaterCrm.Complaints"</c>.</param>
    /// <param name="clock">A clock the test moves; without one the host lives in real time.</param>
    /// <param name="services">Services of the shell that the test replaces.</param>
    /// <param name="around">Services of the program around the shell.</param>
    public static async Task<TestHost> StartAsync(Dictionary<string, string?>? settings = null, FakeTime? clock = null, Action<IServiceCollection>? services = null, Action<IServiceCollection>? around = null)
    {
        var folder = Directory.CreateTempSubdirectory("watercrm-host-");
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Development", "--AppData", folder.FullName, "--Log:Console", "false",
            "--hostBuilder:reloadConfigOnChange", "false", "--Logging:LogLevel:Default", "Warning",
            .. (settings ?? []).SelectMany(s => new[] { "--" + s.Key, s.Value ?? "" }),
        ];
        try
        {
            return new TestHost(await Start(), folder, Start);
        }
        catch
        {
            Delete(folder);
            throw;
        }

        async Task<WebApplication> Start()
        {
            WebApplication? app = null;
            try
            {
                app = WaterCrmHost.Build(args, builder =>
                {
                    if (clock is not null) builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                    builder.Services.ConfigureShell((_, shell) => shell.AddSingleton(new SetupConsole(TextWriter.Null)));
                    around?.Invoke(builder.Services);
                    if (services is not null) builder.Services.ConfigureShell((_, shell) => services(shell));
                });
                await app.StartAsync(TestContext.Current.CancellationToken);
                return app;
            }
            catch
            {
                if (app is not null) await app.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Stops the host as a service is stopped, and starts it on the data it left; its address is another.</summary>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        Client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        meanwhile?.Invoke();
        app = await start();
        Client = NewClient();
    }

    /// <summary>The same on a database of this kind, of its own.</summary>
    public static async Task<TestHost> StartAsync(DatabaseProvider provider, PostgresServer postgres, FakeTime? clock = null, Action<IServiceCollection>? services = null) => await StartAsync(
        provider is DatabaseProvider.Sqlite ? null : new() { ["Database:Provider"] = "Postgres", ["Database:ConnectionString"] = await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken) }, clock, services);

    /// <summary>Another browser, with cookies of its own.</summary>
    public HttpClient NewClient(bool followRedirects = false) =>
        new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = followRedirects }) { BaseAddress = Address };

    /// <summary>Runs something in a scope of the shell, as a request would.</summary>
    public async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> what)
    {
        using var visit = app.Services.GetRequiredService<ShellHost>().Enter();   // a shell that is replaced meanwhile stays until this is over
        await using var scope = visit.Shell.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider);
    }

    /// <summary>Puts a group of settings into force, as an administrator would.</summary>
    public async Task Set(object settings)
    {
        var changed = await InScope(services => services.GetRequiredService<IMediator>().Send(new ChangeSettings(settings)));
        Assert.Null(changed.Error);
    }

    /// <summary>Everything the host has logged into its files.</summary>
    public string Log => string.Concat(Directory.GetFiles(Path.Combine(AppData, "logs")).Order().Select(ReadShared));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        var (database, connection) = (app.Services.GetRequiredService<Database>(), app.Configuration["Database:ConnectionString"]);
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (connection is not null) Harness.Forget(database, connection);
        Delete(folder);
    }

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(file).ReadToEnd();
    }

    private static void Delete(DirectoryInfo folder)
    {
        SqliteConnection.ClearAllPools();   // a pooled connection would keep its deleted file alive
        folder.Delete(recursive: true);
    }
}
