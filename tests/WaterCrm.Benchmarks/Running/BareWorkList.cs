using Microsoft.Data.Sqlite;

namespace WaterCrm.Benchmarks.Running;

/// <summary>What the first page of the work list asks of the database, by prepared statements on a connection that stays open. Zones, names and the procedure are remembered between two pages.</summary>
internal sealed class BareWorkList : IDisposable
{
    private const string Open = "FROM complaints_complaint WHERE \"IsOpen\" = 1 AND \"Kind\" = @kind";
    private readonly TimeZoneInfo zone;
    private readonly SqliteConnection connection;
    private readonly SqliteCommand rows;
    private readonly SqliteCommand[] counts;

    public BareWorkList(string connectionString, string kind, Guid person, TimeZoneInfo zone)
    {
        this.zone = zone;
        connection = new SqliteConnection(connectionString);
        connection.Open();
        rows = Prepare(
            "SELECT \"Id\", \"Number\", \"Kind\", \"Channel\", \"Place\", \"Zone\", \"ReportedAt\", \"Group\", \"Step\", \"Role\", \"Assignee\", \"DueAt\", \"ClosedAt\", \"AddedAt\", \"Escalations\", \"Reopened\", \"SortAt\" " +
            $"{Open} ORDER BY \"SortAt\", \"Number\" LIMIT 51", kind, person);
        counts =
        [
            Prepare($"SELECT count(*) {Open}", kind, person),
            Prepare($"SELECT count(*) {Open} AND \"Assignee\" = @me", kind, person),
            Prepare($"SELECT count(*) {Open} AND \"SortAt\" >= @now AND \"SortAt\" < @tomorrow", kind, person),
            Prepare($"SELECT count(*) {Open} AND \"SortAt\" < @now", kind, person),
        ];
    }

    /// <summary>The clock goes on between two pages.</summary>
    private void Tick()
    {
        var now = DateTime.UtcNow;
        foreach (var parameter in counts.SelectMany(c => c.Parameters.Cast<SqliteParameter>()))
        {
            if (parameter.ParameterName == "@now") parameter.Value = now;
            if (parameter.ParameterName == "@tomorrow") parameter.Value = TimeZoneInfo.ConvertTimeToUtc(TimeZoneInfo.ConvertTimeFromUtc(now, zone).Date.AddDays(1), zone);
        }
    }

    /// <summary>How many rows and which counts came, so that nobody measures an empty answer.</summary>
    public (int Rows, long[] Counts) Read()
    {
        Tick();
        var read = ReadAll(rows);
        return (read, [.. counts.Select(Count)]);
    }

    public void Dispose()
    {
        foreach (var command in counts.Append(rows)) command.Dispose();
        connection.Dispose();
    }

    private static int ReadAll(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        var read = 0;
        for (; reader.Read(); read++) reader.GetValues(values);
        return read;
    }

    private static long Count(SqliteCommand command) => (long)command.ExecuteScalar()!;

    private SqliteCommand Prepare(string sql, string kind, Guid person)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in new (string, object)[] { ("@kind", kind), ("@me", person.ToByteArray(bigEndian: true)), ("@now", DateTime.UtcNow), ("@tomorrow", DateTime.UtcNow) })
            if (sql.Contains(name, StringComparison.Ordinal)) command.Parameters.AddWithValue(name, value);
        command.Prepare();
        return command;
    }
}
