using System.Data;
using Npgsql;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary><c>pg_dump</c> of the schema that the tables lie in, of the moment at which its rows were counted; <c>pg_restore</c> puts it back, whole or not at all.</summary>
internal sealed class PostgresCopies(string connection, PostgresPrograms programs) : IDatabaseCopies
{
    private const string Dump = "pg_dump", Restore = "pg_restore";

    public DatabaseProvider Provider => DatabaseProvider.Postgres;

    public string FileName => "watercrm.pgdump";

    public long Bytes()
    {
        using var opened = Open();
        return long.Parse(DatabaseContents.Texts(opened, "SELECT pg_database_size(current_database())")[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<TakenCopy> Take(string to, CancellationToken token)
    {
        await using var opened = Open();
        await using var moment = await opened.BeginTransactionAsync(IsolationLevel.RepeatableRead, token);
        var snapshot = DatabaseContents.Texts(opened, "SELECT pg_export_snapshot()")[0];
        var contents = DatabaseContents.Of(opened);
        if (contents.Rows.Count == 0) throw new BackupRefusedException($"There is no data in the database {opened.Database} to back up.");

        await programs.Run(Dump, connection, ["--format=custom", $"--file={to}", $"--snapshot={snapshot}", $"--schema={Literal(contents.Schema!)}", "--no-owner", "--no-privileges"], token);
        return new TakenCopy(contents, DatabaseContents.Files(opened, contents.Rows.Keys));
    }

    /// <summary>Reads the whole copy as if to put it back, and counts the rows on the way.</summary>
    public async Task<string?> Verify(string copy, DatabaseContents contents, CancellationToken token)
    {
        Dictionary<string, long> rows = [];
        try
        {
            await programs.Run(Restore, connection, ["--list", copy], token);
            await programs.Run(Restore, connection, ["--data-only", "--file=-", copy], said => Count(said, rows, token), token);
        }
        catch (BackupRefusedException refused)
        {
            return refused.Message;
        }

        return contents.Differences(rows).FirstOrDefault();
    }

    public IReadOnlyList<string> Present()
    {
        using var opened = Open();
        return [.. DatabaseContents.Tables(opened).Select(table => $"the table {table} in the database {opened.Database}")];
    }

    public IDisposable? Alone()
    {
        var opened = Open();
        if (DatabaseContents.Texts(opened, $"SELECT pg_try_advisory_lock({Migrator.PostgresLock})::int")[0] == "1") return opened;   // the lock ends with its connection
        opened.Dispose();
        return null;
    }

    public string? Unfit(DatabaseContents contents)
    {
        using var opened = Open();
        return Wanted(opened) is var schema && schema == contents.Schema ? null : $"The backup holds the tables of the schema '{contents.Schema}', and the connection leads to the schema '{schema}'. Name '{contents.Schema}' as Search Path of Database:ConnectionString.";
    }

    public async Task PutBack(string copy, DateTime now, CancellationToken token)
    {
        await using var opened = Open();
        if (DatabaseContents.Tables(opened).Count == 0)
        {
            var schema = Wanted(opened);
            if (schema != "public") await Run(opened, $"CREATE SCHEMA IF NOT EXISTS \"{schema}\"", token);
            await programs.Run(Restore, connection, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--schema={schema}", $"--dbname={opened.Database}", copy], token);
        }

        ClosedDoors.Close(opened, now);
        await Run(opened, "ANALYZE", token);   // what the database knows of its tables is not in the copy, and without it the first searches take long
    }

    private static string Wanted(NpgsqlConnection opened) =>
        DatabaseContents.Texts(opened, "SELECT coalesce(current_schema(), '')")[0] is { Length: > 0 } schema ? schema : opened.ConnectionString is var said && new NpgsqlConnectionStringBuilder(said).SearchPath is { Length: > 0 } path ? path.Split(',')[0].Trim(' ', '"') : "public";

    /// <summary>Each table's rows stand between the line that names it and a line with a dot.</summary>
    private static async Task Count(StreamReader said, Dictionary<string, long> rows, CancellationToken token)
    {
        string? table = null;
        while (await said.ReadLineAsync(token) is { } line)
        {
            if (table is null)
            {
                if (line.StartsWith("COPY ", StringComparison.Ordinal) && line.EndsWith(" FROM stdin;", StringComparison.Ordinal)) rows[table = TableOf(line)] = 0;
            }
            else if (line == "\\.")
            {
                table = null;
            }
            else
            {
                rows[table]++;
            }
        }
    }

    private static string TableOf(string line) => line["COPY ".Length..line.IndexOf(" (", StringComparison.Ordinal)] is var name && name.EndsWith('"') ? name[..^1][(name[..^1].LastIndexOf('"') + 1)..] : name[(name.LastIndexOf('.') + 1)..];

    private static string Literal(string schema) => $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private NpgsqlConnection Open()
    {
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 }.ToString());
        opened.Open();
        return opened;
    }

    private static async Task Run(NpgsqlConnection opened, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, opened);
        await command.ExecuteNonQueryAsync(token);
    }
}
