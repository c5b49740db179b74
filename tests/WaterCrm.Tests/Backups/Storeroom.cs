using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Web;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Files;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Backups;

/// <summary>A desk with something of everything, of which backups are made, and empty places in which they are put.</summary>
internal sealed class Storeroom(ComplaintDesk desk, DatabaseProvider provider, PostgresServer postgres) : IAsyncDisposable
{
    private readonly List<DirectoryInfo> folders = [];

    public ComplaintDesk Desk => desk;

    public FakeTime Clock => desk.Harness.Clock;

    public string Data => desk.Harness.Folder;

    public string Backups => Path.Combine(Data, "backups");

    public static async Task<Storeroom> Open(DatabaseProvider provider, PostgresServer postgres)
    {
        var room = new Storeroom(await ComplaintDesk.Open(provider, postgres), provider, postgres);
        for (var i = 0; i < 3; i++) await room.Desk.Record();
        await room.Desk.Record(A.Report() with { Form = FormKey.New(), Sent = [new SentPhoto("photo.jpg", () => new MemoryStream(Pictures.Png()))] });
        foreach (var (name, text) in new[] { ("keys/key-1.xml", "the key"), ("Localization/WaterCrm.Complaints/vi.po", "own words"), ("forms-of-address.json", "{}"), ("logs/watercrm-1.log", "log"), ("jobs/1/old.csv", "csv"), ("hosts/x", ""), ("backups/notes.txt", "x"), ("trial/watercrm.db", "x") })
        {
            var path = Path.Combine(room.Data, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }

        return room;
    }

    public async Task<MadeBackup> BackUp(string? folder = null, bool isDaily = false, Action<long, long>? tell = null)
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BackupMaker>().Make(folder ?? Backups, isDaily, tell, TestContext.Current.CancellationToken);
    }

    /// <summary>A place where nothing is yet.</summary>
    public async Task<Place> NewPlace()
    {
        var folder = Directory.CreateTempSubdirectory("watercrm-place-");
        folders.Add(folder);
        return new Place(folder.FullName, provider, provider is DatabaseProvider.Postgres ? await postgres.CreateDatabaseAsync() : $"Data Source={Path.Combine(folder.FullName, "watercrm.db")};Pooling=False");
    }

    public async Task<BackupManifest> Restore(string backup, Place place)
    {
        await using var scope = desk.Harness.Services.CreateAsyncScope();
        var programs = new PostgresPrograms(desk.Harness.Services.GetRequiredService<IConfiguration>(), WaterCrm.Kernel.Trials.Trial.None);
        await using var database = place.Database(Clock);
        return await new RestoreDesk(place.Folder, IDatabaseCopies.Of(database, place.Connection, programs), database.SqliteFile, scope.ServiceProvider.GetRequiredService<ThisProgram>(), Clock).Restore(backup, null, TestContext.Current.CancellationToken);
    }

    public async Task<string> Refused(string backup, Place place) => (await Assert.ThrowsAsync<BackupRefusedException>(() => Restore(backup, place))).Message;

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        folders.ForEach(f => f.Delete(recursive: true));
    }
}

/// <summary>A data folder and a database.</summary>
internal sealed record Place(string Folder, DatabaseProvider Provider, string Connection)
{
    /// <summary>Every file in it, but for SQLite's database and the locks around it.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Where(f => !f.StartsWith("watercrm.db", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Nothing reached it.</summary>
    public bool IsEmpty => Files.Length == 0 && !Directory.Exists(Path.Combine(Folder, "restore.new")) && (Provider is DatabaseProvider.Sqlite ? !File.Exists(Path.Combine(Folder, "watercrm.db")) : Contents().Rows.Count == 0);

    public Database Database(TimeProvider clock) => new(Provider, Connection, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<WriteDoor>.Instance);

    public DatabaseContents Contents()
    {
        using var connection = Open();
        return DatabaseContents.Of(connection);
    }

    public List<string> Texts(string sql)
    {
        using var connection = Open();
        return DatabaseContents.Texts(connection, sql);
    }

    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private DbConnection Open()
    {
        DbConnection connection = Provider is DatabaseProvider.Sqlite ? new SqliteConnection(Connection) : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
