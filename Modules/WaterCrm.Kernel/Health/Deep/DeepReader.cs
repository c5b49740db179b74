using System.Globalization;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Looks into the database with statements written by hand, through the door that cannot write.</summary>
internal sealed class DeepReader(Database database, IEnumerable<ModuleDatabase> modules)
{
    public bool IsSqlite => database.IsSqlite;

    /// <summary>The module of this table is on: where it never was, there is no table.</summary>
    public bool Has(string table) => modules.Any(m => table.StartsWith(m.Prefix + "_", StringComparison.Ordinal));

    /// <summary>Each row as text; ids as people write them.</summary>
    public async Task<List<string[]>> Rows(string sql, CancellationToken token, params (string, object?)[] values)
    {
        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        await using var query = connection.Statement(null, sql, values);
        query.CommandTimeout = 0;
        await using var rows = await query.ExecuteReaderAsync(token);
        List<string[]> found = [];
        while (await rows.ReadAsync(token)) found.Add([.. Enumerable.Range(0, rows.FieldCount).Select(i => Text(rows.GetValue(i)))]);
        return found;
    }

    public async Task<long> Count(string sql, CancellationToken token) => long.Parse((await Rows(sql, token))[0][0], CultureInfo.InvariantCulture);

    private static string Text(object cell) => cell switch
    {
        DBNull => "",
        byte[] { Length: 16 } id => new Guid(id, bigEndian: true).ToString(),
        byte[] other => Convert.ToHexString(other),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
