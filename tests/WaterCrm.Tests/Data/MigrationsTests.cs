using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Data;

/// <summary>Migrations that were made beside each other add up to the model.</summary>
public sealed class MigrationsTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "SELECT m.name, i.name, i.type, i.\"notnull\", i.pk FROM sqlite_master m, pragma_table_info(m.name) i WHERE m.name LIKE 'kernel_%' AND m.type = 'table'",
        "SELECT m.tbl_name, m.name, replace(m.sql, '\n', ' ') FROM sqlite_master m WHERE m.tbl_name LIKE 'kernel_%' AND m.type = 'index' AND m.sql IS NOT NULL")]
    [InlineData(DatabaseProvider.Postgres, "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length, collation_name FROM information_schema.columns WHERE table_schema = current_schema()",
        "SELECT tablename, indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema()")]
    public async Task A_fresh_database_is_migrated_to_exactly_the_model(DatabaseProvider provider, string columns, string indexes)
    {
        await using var migrated = await Harness.Start(provider, postgres, [new NotesModule()]);
        var (script, tables) = await migrated.Read<KernelDbContext, (string, HashSet<string>)>(db => Task.FromResult((db.Database.GenerateCreateScript(), db.Model.GetEntityTypes().Select(e => e.GetTableName()!).ToHashSet())));
        await using var hold = await migrated.Database.Writing.Enter("test", Token);
        var there = await Rows(hold.Connection, hold.Transaction);
        Assert.True(there.Count > 100);

        await using var memory = new SqliteConnection("Data Source=:memory:");
        await memory.OpenAsync(Token);
        var connection = provider is DatabaseProvider.Sqlite ? memory : hold.Connection;
        var transaction = provider is DatabaseProvider.Sqlite ? null : hold.Transaction;
        if (provider is DatabaseProvider.Postgres) await Run("CREATE SCHEMA model; SET LOCAL search_path TO model");
        foreach (var statement in script.Split(";\n", StringSplitOptions.TrimEntries).Where(s => s.Contains("kernel_", StringComparison.Ordinal))) await Run(statement);

        Assert.Equal(await Rows(connection, transaction), there);

        async Task Run(string sql)
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            await command.ExecuteNonQueryAsync(Token);
        }

        async Task<List<string>> Rows(DbConnection of, DbTransaction? within)
        {
            List<string> rows = [];
            foreach (var sql in new[] { columns, indexes })
            {
                await using var command = of.CreateCommand();
                (command.CommandText, command.Transaction) = (sql, within);
                await using var reader = await command.ExecuteReaderAsync(Token);
                while (await reader.ReadAsync(Token))
                    if (tables.Contains(reader.GetString(0))) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")));
            }

            rows.Sort(StringComparer.Ordinal);
            return rows;
        }
    }
}
