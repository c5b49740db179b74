using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Host;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Benchmarks.Running;

/// <summary>The real host with its real modules on SQLite, on a free port, with a data folder of its own that goes when the measurement is over.</summary>
internal sealed partial class RealHost : IAsyncDisposable
{
    private const string Password = "correct horse battery staple";
    private readonly DirectoryInfo folder;
    private readonly WebApplication app;
    private readonly bool serves;

    private RealHost(DirectoryInfo folder, WebApplication app, bool serves) => (this.folder, this.app, this.serves) = (folder, app, serves);

    public string Address => app.Urls.First();

    public string AppData => folder.FullName;

    public IServiceProvider Services => app.Services.GetRequiredService<ShellHost>().Current.Services;

    public Database Database => Services.GetRequiredService<Database>();

    /// <param name="serves">Listens and does its background work; else it is there for commands only, as on the command line.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<RealHost> StartAsync(bool serves, CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("watercrm-bench-");
        var app = WaterCrmHost.Build(
            ["--urls", "http://127.0.0.1:0", "--AppData", folder.FullName, "--Log:Console", "false", "--Logging:LogLevel:Default", "Error"],
            builder => builder.Services.ConfigureShell((_, shell) => shell.AddSingleton(new SetupConsole(TextWriter.Null))));
        if (serves) await app.StartAsync(token);
        else await app.Services.GetRequiredService<ShellHost>().StartAsync(token);
        return new RealHost(folder, app, serves);
    }

    /// <summary>Makes an administrator and signs in as a browser does.</summary>
    /// <returns>Who it is, and the header that a signed-in browser sends.</returns>
    public async Task<(Guid Person, string Cookies)> SignInAsync(CancellationToken token)
    {
        var person = await Command(async services =>
        {
            var db = services.GetRequiredService<KernelDbContext>();
            var made = new Person(Guid.CreateVersion7(), "hoa", "Nguyễn Thị Hoa", null, DateTime.UtcNow);
            made.SetPassword(services.GetRequiredService<IPasswordHasher<Person>>().HashPassword(made, Password));
            made.TakeRoles([(await db.Roles.SingleAsync(r => r.HoldsEverything, token)).Id]);
            db.Add(made);
            await db.SaveChangesAsync(token);
            return made.Id;
        }, token);

        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri(Address) };
        var form = await browser.GetStringAsync("/staff/sign-in", token);
        using var entered = await browser.PostAsync("/staff/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Name"] = "hoa", ["Password"] = Password, ["__RequestVerificationToken"] = Antiforgery().Match(form).Groups[1].Value,
        }), token);
        entered.EnsureSuccessStatusCode();
        return (person, $"Cookie: {cookies.GetCookieHeader(browser.BaseAddress)}\r\n");
    }

    /// <summary>Writes something as a command of the system.</summary>
    public async Task<T> Command<T>(Func<IServiceProvider, Task<T>> work, CancellationToken token) =>
        (await Services.GetRequiredService<CommandRunner>().Run<Result<T>>("bench", async (services, _) => await work(services), token)).Value;

    public async ValueTask DisposeAsync()
    {
        if (serves) await app.StopAsync();
        else await app.Services.GetRequiredService<ShellHost>().StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
