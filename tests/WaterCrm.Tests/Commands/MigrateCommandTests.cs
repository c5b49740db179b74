using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Commands;

/// <summary><c>migrate</c> in a process of its own.</summary>
public sealed class MigrateCommandTests(PostgresServer postgres) : IDisposable
{
    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task It_says_what_it_did_then_that_there_is_nothing_to_do_and_refuses_what_a_newer_version_made(DatabaseProvider provider)
    {
        if (provider is DatabaseProvider.Postgres) Needs.Met(PostgresServer.Missing);
        var connection = provider is DatabaseProvider.Postgres ? await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken) : $"Data Source={data.Database}";
        string[] settings = ["--Database:Provider", provider.ToString(), "--Database:ConnectionString", connection];

        var first = await Called.Run(data.Path, ["migrate", .. settings]);
        var second = await Called.Run(data.Path, ["migrate", .. settings]);
        await Execute(provider, connection, "INSERT INTO complaints_migrations (\"MigrationId\", \"ProductVersion\") VALUES ('99991231000000_Later', '99')");
        var third = await Called.Run(data.Path, ["migrate", .. settings]);

        Assert.Equal([0, 0, 1], new[] { first, second, third }.Select(c => c.Code));
        Assert.All(["kernel", "customers", "sops", "complaints"], module => Assert.Matches($@"(?m)^{module} +1/\d+  \d+_Initial", first.Out));
        Assert.Contains("migrations in 4 modules were made", first.Out, StringComparison.Ordinal);
        Assert.StartsWith("Nothing to do", second.Out, StringComparison.Ordinal);
        Assert.Contains("WaterCrm.Complaints", third.Error, StringComparison.Ordinal);
        Assert.Contains("made by a newer version (99991231000000_Later)", third.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", first.All + second.All + third.All, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task Execute(DatabaseProvider provider, string connection, string sql)
    {
        await using System.Data.Common.DbConnection opened = provider is DatabaseProvider.Sqlite ? new SqliteConnection(connection + ";Pooling=False") : new NpgsqlConnection(connection + ";Pooling=false");
        await opened.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = opened.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
