using System.Diagnostics;
using Npgsql;
using WaterCrm.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace WaterCrm.Tests.Infrastructure;

/// <summary>
/// A PostgreSQL server of its own for one run of the tests: a new data directory, a socket nobody else can find, no port.
/// It starts when the first test asks for a database and is gone afterwards, also when the run was killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, Task<string>> templates = [];
    private Process? keeper;
    private string folder = "";
    private int databases;

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "PostgreSQL is only started on Linux."
        : Programs is null ? "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb)."
        : IsRoot && !HasPostgresUser ? "PostgreSQL does not run as root and there is no user postgres."
        : null;

    private static string? Programs =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Where(version => File.Exists($"{version}/bin/initdb"))
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => $"{version}/bin")
                .FirstOrDefault()
            : null;

    private static bool IsRoot => Environment.UserName == "root";

    private static bool HasPostgresUser => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));

    /// <summary>A new empty database; skips the calling test where there is no PostgreSQL.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken token = default)
    {
        Needs.Met(Missing);
        await StartAsync(token);
        return await CreateAsync("template0", token);
    }

    /// <summary>
    /// A new database like the one named <paramref name="template"/>, which <paramref name="fill"/> makes when it is first asked for.
    /// Copying costs some 50 ms, migrating many times that. <paramref name="fill"/> must leave no connection open.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> fill, CancellationToken token = default)
    {
        Needs.Met(Missing);
        await StartAsync(token);
        Task<string> filled;
        lock (templates)
            if (!templates.TryGetValue(template, out filled!)) templates[template] = filled = FillAsync(fill);
        return await CreateAsync(await filled, token);
    }

    private async Task<string> FillAsync(Func<string, Task> fill)
    {
        var connection = await CreateAsync("template0", CancellationToken.None);
        await fill(connection);
        // A pooled connection would keep PostgreSQL from copying the database.
        await using (var opened = new NpgsqlConnection(connection)) NpgsqlConnection.ClearPool(opened);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private async Task<string> CreateAsync(string template, CancellationToken token)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres", pooling: false));
        await connection.OpenAsync(token);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync(token);
        return ConnectionTo(name, pooling: true);
    }

    private string ConnectionTo(string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Username = "postgres", Database = database, Pooling = pooling, MaxPoolSize = 40, IncludeErrorDetail = true }.ConnectionString;

    private async Task StartAsync(CancellationToken token)
    {
        await gate.WaitAsync(token);
        try
        {
            if (keeper is not null) return;
            folder = Path.Combine(Path.GetTempPath(), $"watercrm-pg-{Guid.NewGuid():N}");
            var started = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Programs!, folder, IsRoot ? "root" : "self"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            var said = await started.StandardOutput.ReadLineAsync(token);
            if (said != "ready") throw new InvalidOperationException($"PostgreSQL did not start: {said} {await started.StandardOutput.ReadToEndAsync(token)}");
            keeper = started;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (keeper is null) return;
        NpgsqlConnection.ClearAllPools();
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    /// <summary>
    /// The shell waits for the end of its input, which comes when the fixture closes it and also when the test process is killed; then it cleans up.
    /// Nothing is synced to disk: the tests kill the application, never this server.
    /// </summary>
    private const string Script =
        """
        programs=$1; folder=$2; who=$3
        trap '' INT TERM
        as() { if [ "$who" = root ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
        cd /
        mkdir -m 700 "$folder" && { [ "$who" != root ] || chown postgres "$folder"; } &&
        as "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder.log" 2>&1 </dev/null &&
        as "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s start -o "-k $folder -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=400" >>"$folder.log" 2>&1 </dev/null &&
        echo ready || { cat "$folder.log" "$folder/log" 2>/dev/null; }
        while read -r _; do :; done
        as "$programs/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 </dev/null
        rm -rf "$folder" "$folder.log"
        """;
}
