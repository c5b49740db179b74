using System.Data.Common;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Modules;

/// <summary>A table of a module that is not on, and how many rows it holds.</summary>
public sealed record LeftTable(string Name, long Rows);

/// <summary>The tables that modules left in the database, by what their names begin with.</summary>
internal sealed class ModuleTables(Database database)
{
    /// <param name="connection">Where to look.</param>
    /// <param name="transaction">Of a command; null outside one.</param>
    /// <param name="prefixes">Of the module.</param>
    /// <param name="others">Of all others: what begins with a longer one of these is theirs.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>Virtual tables first: what lies behind them goes with them.</returns>
    public async Task<IReadOnlyList<string>> Of(DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<string> prefixes, IReadOnlyCollection<string> others, CancellationToken token)
    {
        var sql = database.IsSqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, name"
            : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename";
        await using var command = connection.Statement(transaction, sql);
        await using var rows = await command.ExecuteReaderAsync(token);
        List<string> names = [];
        while (await rows.ReadAsync(token)) names.Add(rows.GetString(0));
        return [.. names.Where(name => prefixes.Any(prefix => IsOf(name, prefix) && !others.Any(other => other.Length > prefix.Length && IsOf(name, other))))];
    }

    public async Task<IReadOnlyList<LeftTable>> Count(IReadOnlyCollection<string> prefixes, IReadOnlyCollection<string> others, CancellationToken token)
    {
        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        List<LeftTable> counted = [];
        // What was migrated when is nobody's data; it is deleted with the rest.
        foreach (var name in (await Of(connection, null, prefixes, others, token)).Where(name => !prefixes.Any(p => name == $"{p}_migrations")))
        {
            await using var count = connection.Statement(null, $"SELECT count(*) FROM \"{name}\"");
            counted.Add(new LeftTable(name, Convert.ToInt64(await count.ExecuteScalarAsync(token), System.Globalization.CultureInfo.InvariantCulture)));
        }

        return counted;
    }

    private static bool IsOf(string name, string prefix) => name.StartsWith(prefix + "_", StringComparison.Ordinal);
}
