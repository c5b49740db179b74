using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>What somebody switched, from the database. It is asked before the tables are brought up to date, so there may be none.</summary>
internal sealed class FeatureSwitches(Database database) : IFeatureSwitches
{
    public async Task<IReadOnlyDictionary<string, bool>> Read(CancellationToken token)
    {
        if (database.SqliteFile is { } file && !File.Exists(file)) return ShellPlan.Empty.Switched;
        try
        {
            await using var connection = database.NewReadConnection();
            await connection.OpenAsync(token);
            return await Read(connection, token);
        }
        catch (DbException failure) when (IsMissing(failure))
        {
            return ShellPlan.Empty.Switched;
        }
    }

    private static async Task<Dictionary<string, bool>> Read(DbConnection connection, CancellationToken token)
    {
        await using var command = connection.Statement(null, "SELECT feature, is_on FROM kernel_feature");
        await using var rows = await command.ExecuteReaderAsync(token);
        Dictionary<string, bool> switched = [];
        while (await rows.ReadAsync(token)) switched[rows.GetString(0)] = rows.GetBoolean(1);
        return switched;
    }

    private static bool IsMissing(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == 1,   // no such table
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName,
        _ => false,
    };
}
