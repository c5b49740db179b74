using NpgsqlTypes;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Search;

/// <summary>Fills a search index in bulk, with new subjects only: in the chunk's transaction, and without asking the index about each of them.</summary>
public sealed class SearchBulk(Database database)
{
    private readonly List<(Guid Subject, string Words)> waiting = [];
    private (BulkTable Documents, BulkTable Index) tables;
    private BulkChunk? current;
    private long last;

    /// <summary>Call it before the first subject of each batch.</summary>
    public async Task Begin(BulkChunk chunk, string scope, CancellationToken token)
    {
        if (ReferenceEquals(current, chunk)) return;
        current = chunk;
        if (!database.IsSqlite)
        {
            waiting.Clear();
            chunk.AtEnd(cancelled => InsertWaiting(chunk.Hold, scope, cancelled));
            return;
        }

        tables = (
            new BulkTable(SearchTables.Documents(scope), new BulkColumn("id", NpgsqlDbType.Bigint), new BulkColumn("subject", NpgsqlDbType.Uuid)),
            new BulkTable(SearchTables.Index(scope), new BulkColumn("rowid", NpgsqlDbType.Bigint), new BulkColumn("words", NpgsqlDbType.Text)));
        last = await chunk.Hold.Scalar<long>($"SELECT coalesce(max(id), 0) FROM {SearchTables.Documents(scope)}", token);
    }

    /// <summary>Adds what a new subject is found by; one line a field.</summary>
    public void Put(BulkChunk chunk, Guid subject, string text)
    {
        var words = SearchWords.OfDocument(text, []);
        if (!database.IsSqlite)
        {
            waiting.Add((subject, PostgresWords.Vector(words)));
            return;
        }

        chunk.Add(tables.Documents, ++last, subject);
        chunk.Add(tables.Index, last, string.Join(' ', words));
    }

    /// <summary>COPY cannot carry word lists as text, so they go in as arrays.</summary>
    private Task InsertWaiting(WriteHold hold, string scope, CancellationToken token) => hold.Execute(
        $"INSERT INTO {SearchTables.Index(scope)} (subject, words) SELECT s, w::tsvector FROM unnest(@subjects, @words) AS t(s, w)",
        token, ("@subjects", waiting.Select(w => w.Subject).ToArray()), ("@words", waiting.Select(w => w.Words).ToArray()));
}
