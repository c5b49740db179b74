using System.Security.Claims;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Requests;
using WaterCrm.Modularity;

namespace WaterCrm.Tests.Infrastructure;

/// <summary>
/// The modules a test asks for on a real database of its own, without the web: real requests, transactions, outbox and migrations.
/// A migrated database is made once for each set of modules and copied after that.
/// </summary>
public sealed class Harness : IAsyncDisposable
{
    private static readonly SemaphoreSlim Making = new(1);
    private static readonly Dictionary<string, string> SqliteTemplates = [];

    private readonly ServiceProvider services;
    private readonly string folder;

    private readonly string connection;

    private Harness(ServiceProvider services, string connection, string folder, FakeTime clock, TestActor actor) =>
        (this.services, this.connection, this.folder, Clock, Actor) = (services, connection, folder, clock, actor);

    public FakeTime Clock { get; }

    /// <summary>The data folder; it goes when the test is over.</summary>
    public string Folder => folder;

    public TestActor Actor { get; }

    public IServiceProvider Services => services;

    public Database Database => services.GetRequiredService<Database>();

    /// <summary>Starts the modules; the kernel always is one of them.</summary>
    /// <param name="provider">Which database. PostgreSQL skips the calling test where there is none.</param>
    /// <param name="postgres">The assembly's server.</param>
    /// <param name="modules">Startups of the modules under test.</param>
    /// <param name="more">Services of the test's own.</param>
    /// <param name="clock">By default a Monday morning.</param>
    public static async Task<Harness> Start(DatabaseProvider provider, PostgresServer postgres, IStartup[] modules, Action<IServiceCollection>? more = null, FakeTime? clock = null)
    {
        if (provider is DatabaseProvider.Postgres) Needs.Met(PostgresServer.Missing);
        var folder = Directory.CreateTempSubdirectory("watercrm-test-").FullName;
        var key = string.Join('+', modules.Select(m => m.GetType().FullName));
        var connection = provider is DatabaseProvider.Postgres
            ? await postgres.CreateDatabaseAsync(key, fill => Migrate(provider, fill, modules, more))
            : await CopySqlite(key, folder, modules, more);
        return Build(provider, connection, folder, modules, more, clock ?? new FakeTime());
    }

    /// <summary>Sends a request in a scope of its own, as a web request would.</summary>
    public async Task<T> Send<T>(IRequest<T> request)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Looks into the database through a module's read-only context.</summary>
    public async Task<T> Read<TContext, T>(Func<TContext, Task<T>> look) where TContext : ModuleDbContext
    {
        await using var scope = services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>Delivers what the outbox holds.</summary>
    public Task<int> DeliverEvents() => services.GetRequiredService<OutboxDispatcher>().DeliverDue(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        var database = Database;
        await services.DisposeAsync();
        Forget(database, connection);
        Directory.Delete(folder, recursive: true);
    }

    private static Harness Build(DatabaseProvider provider, string connection, string folder, IStartup[] modules, Action<IServiceCollection>? more, FakeTime clock)
    {
        var actor = new TestActor();
        var collection = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = connection,
            ["AppData"] = folder,
        }).Build();
        collection.AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(clock).AddSingleton<IHostApplicationLifetime, ApplicationLifetime>().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        collection.AddHostData(folder);
        foreach (var module in modules.Prepend(new WaterCrm.Kernel.Startup()).DistinctBy(m => m.GetType())) module.ConfigureServices(collection);
        collection.Replace(ServiceDescriptor.Singleton<IActor>(actor));
        more?.Invoke(collection);
        return new Harness(collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), connection, folder, clock, actor);
    }

    private static async Task<string> CopySqlite(string key, string folder, IStartup[] modules, Action<IServiceCollection>? more)
    {
        await Making.WaitAsync();
        try
        {
            if (!SqliteTemplates.TryGetValue(key, out var template))
            {
                template = Path.Combine(Directory.CreateTempSubdirectory("watercrm-template-").FullName, "template.db");
                await Migrate(DatabaseProvider.Sqlite, $"Data Source={template}", modules, more);
                SqliteTemplates[key] = template;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(template)!, recursive: true);
            }

            var copy = Path.Combine(folder, "watercrm.db");
            File.Copy(template, copy);
            return $"Data Source={copy}";
        }
        finally
        {
            Making.Release();
        }
    }

    private static async Task Migrate(DatabaseProvider provider, string connection, IStartup[] modules, Action<IServiceCollection>? more)
    {
        var folder = Directory.CreateTempSubdirectory("watercrm-migrate-").FullName;
        await using var once = Build(provider, connection, folder, modules, more, new FakeTime());
        await once.services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
    }

    internal static void Forget(Database database, string connection)
    {
        if (database.IsSqlite)
        {
            using var pool = new SqliteConnection(database.ReadConnectionString);
            SqliteConnection.ClearPool(pool);
        }
        else
        {
            // Reading and writing have a pool each, and an idle connection is one that another test cannot have.
            foreach (var pooled in new[] { database.ReadConnectionString, connection })
            {
                using var pool = new NpgsqlConnection(pooled);
                NpgsqlConnection.ClearPool(pool);
            }
        }
    }
}

/// <summary>Whoever the test says is acting.</summary>
public sealed class TestActor : IActor
{
    public Guid? Id { get; private set; }

    public string Name { get; private set; } = "test";

    public ClaimsPrincipal Principal { get; private set; } = new(new ClaimsIdentity());

    /// <summary>From now on this person acts, with these roles and permissions.</summary>
    public void Become(Guid id, string name, string[] roles, params string[] permissions)
    {
        (Id, Name) = (id, name);
        Principal = new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, id.ToString()),
            new Claim(ClaimTypes.Name, name),
            .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. permissions.Select(permission => new Claim("permission", permission)),
        ], "test"));
    }
}
