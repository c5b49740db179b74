using Microsoft.Data.Sqlite;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Benchmarks.Running;

/// <summary>The rows that an import has written, ready in memory, and the prepared statements that write them again.</summary>
internal sealed class BareImport
{
    private readonly string[] columns;
    private readonly List<object[]> complaints = [];
    private readonly List<string> words = [];

    private BareImport(string[] columns) => this.columns = columns;

    public int Rows => complaints.Count;

    /// <summary>Reads them back. The index keeps no text, so its words are made again from what the import makes them of.</summary>
    public static BareImport Of(Database database)
    {
        using var connection = new SqliteConnection(database.ReadConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM complaints_complaint ORDER BY rowid";
        using var rows = command.ExecuteReader();
        var import = new BareImport([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)]);
        string[] found = ["Number", "Place", "Text", "ContactName", "ContactPhone", "ExternalId"];
        while (rows.Read())
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            import.complaints.Add(values);
            import.words.Add(string.Join(' ', SearchWords.OfDocument(string.Join('\n', found.Select(name => rows[name] as string)), [])));
        }

        return import;
    }

    public async Task WriteAsync(Database database, int rowsAChunk, CancellationToken token)
    {
        for (var from = 0; from < Rows; from += rowsAChunk)
        {
            await using var hold = await database.Writing.Enter("bench", token);
            using var complaint = Prepare(hold, $"INSERT INTO complaints_complaint ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})", columns.Length);
            using var document = Prepare(hold, "INSERT INTO complaints_doc (id, subject) VALUES (@p0, @p1)", 2);
            using var index = Prepare(hold, "INSERT INTO complaints_search (rowid, words) VALUES (@p0, @p1)", 2);
            for (var row = from; row < Math.Min(from + rowsAChunk, Rows); row++)
            {
                Execute(complaint, complaints[row]);
                Execute(document, row + 1, complaints[row][Array.IndexOf(columns, "Id")]);
                Execute(index, row + 1, words[row]);
            }

            await hold.Commit(token);
        }
    }

    private static SqliteCommand Prepare(WriteHold hold, string sql, int values)
    {
        var command = (SqliteCommand)hold.Connection.CreateCommand();
        command.Transaction = (SqliteTransaction?)hold.Transaction;
        command.CommandText = sql;
        for (var i = 0; i < values; i++) command.Parameters.AddWithValue($"@p{i}", DBNull.Value);
        command.Prepare();
        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
