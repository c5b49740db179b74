using System.Text.RegularExpressions;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Host;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>The real host with all its modules and a data folder of its own. A journey stops it and starts it again at the same address and goes on.</summary>
public sealed partial class Site : IAsyncDisposable
{
    public const string Password = "ba con vịt xòe hai cánh";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-site-");
    private readonly TimeProvider? clock;
    private readonly Action<IServiceCollection>? services;
    private readonly string[] settings;
    private readonly StringWriter console = new();
    private WebApplication? app;

    private Site(TimeProvider? clock, Action<IServiceCollection>? services, string[] settings) => (this.clock, this.services, this.settings) = (clock, services, settings);

    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Where its data lies.</summary>
    public string Folder => folder.FullName;

    public BackgroundTaskRunner BackgroundTasks => app!.Services.GetRequiredService<BackgroundTaskRunner>();

    private IServiceProvider Services => app!.Services.GetRequiredService<ShellHost>().Current.Services;

    /// <param name="clock">A clock the test moves; without one the host lives in real time.</param>
    /// <param name="services">Services of the shell that the test adds or replaces.</param>
    /// <param name="settings">What else its configuration says, such as <c>Modules:Upload=true</c>.</param>
    public static async Task<Site> StartAsync(TimeProvider? clock = null, Action<IServiceCollection>? services = null, params string[] settings)
    {
        Needs.Met(Browser.Missing);
        var site = new Site(clock, services, settings);
        try
        {
            await site.StartAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the host as a service is stopped, and starts it on the data it left.</summary>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await StopAsync();
        meanwhile?.Invoke();
        await StartAsync();
    }

    /// <summary>The link for the first administrator, as it stands in the box on the console.</summary>
    public async Task<string> SetupLinkAsync()
    {
        for (var tries = 0; tries < 200; tries++)   // it is printed right after the server listens
        {
            if (Link().Matches(console.ToString()) is [.., var last]) return last.Value;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new InvalidOperationException($"No link stands on the console:\n{console}");
    }

    /// <summary>A person with these roles who has chosen <see cref="Password"/>. The door itself has a journey of its own.</summary>
    public async Task AddPersonAsync(string name, string signInName, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var ids = await scope.ServiceProvider.GetRequiredService<KernelDbContext>().Roles.Where(r => roles.Contains(r.Name)).Select(r => r.Id).ToListAsync();
        Assert.Equal(roles.Length, ids.Count);
        var added = await mediator.Send(new AddPerson(name, signInName, null, ids));
        await ChooseAsync(mediator, added.Value);
    }

    /// <summary>Somebody whom a recipe has added chooses <see cref="Password"/>.</summary>
    public async Task LetInAsync(string signInName)
    {
        await using var scope = Services.CreateAsyncScope();
        var key = Kernel.People.Domain.Person.KeyOf(signInName);
        var id = await scope.ServiceProvider.GetRequiredService<KernelDbContext>().People.Where(p => p.SignInKey == key).Select(p => p.Id).SingleAsync();
        await ChooseAsync(scope.ServiceProvider.GetRequiredService<IMediator>(), id);
    }

    private static async Task ChooseAsync(IMediator mediator, Guid person)
    {
        var link = await mediator.Send(new MakePasswordLink(person));
        Assert.Null((await mediator.Send(new ChoosePassword(link.Value.Token.Text, Password, Password))).Error);
    }

    /// <summary>Sends a request of the product, for what a journey finds already there.</summary>
    public Task<T> SendAsync<T>(IRequest<T> request) => InScopeAsync(services => services.GetRequiredService<IMediator>().Send(request));

    /// <summary>Runs something in a scope of the shell, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> what)
    {
        using var visit = app!.Services.GetRequiredService<ShellHost>().Enter();   // a shell that is replaced meanwhile stays until this is over
        await using var scope = visit.Shell.Services.CreateAsyncScope();
        return await what(scope.ServiceProvider);
    }

    private async Task StartAsync()
    {
        string[] args =
        [
            "--urls", Address, "--environment", "Production", "--AppData", folder.FullName, "--Log:Console", "false",
            "--hostBuilder:reloadConfigOnChange", "false", "--Logging:LogLevel:Default", "Warning",
            .. settings.Select(setting => "--" + setting),
        ];
        app = WaterCrmHost.Build(args, builder =>
        {
            if (clock is not null) builder.Services.Replace(ServiceDescriptor.Singleton(clock));
            builder.Services.ConfigureShell((_, shell) => shell.AddSingleton(new SetupConsole(TextWriter.Synchronized(console))));
            if (services is not null) builder.Services.ConfigureShell((_, shell) => services(shell));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Address = app.Urls.First();
    }

    private async Task StopAsync()
    {
        if (app is null) return;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        app = null;
        SqliteConnection.ClearAllPools();   // nothing of the old host's memory may help the new one
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        TellErrors();
        folder.Delete(recursive: true);
    }

    /// <summary>What went wrong inside belongs beside what went wrong in the browser.</summary>
    private void TellErrors()
    {
        foreach (var log in Directory.GetFiles(Path.Combine(folder.FullName, "logs")))
        {
            var text = File.ReadAllText(log);
            if (text.Contains(" ERR ", StringComparison.Ordinal)) TestContext.Current.TestOutputHelper?.WriteLine(text);
        }
    }

    [GeneratedRegex(@"http://\S+/setup/\S+")]
    private static partial Regex Link();
}
