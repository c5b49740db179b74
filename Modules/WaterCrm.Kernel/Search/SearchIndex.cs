using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// Finds records by words, as people type them: without marks, by the beginning of a word, telephone numbers in any form.
/// Each scope (<c>customers</c>, <c>complaints</c>) has tables of its own, made in its module's migration by <see cref="SearchTables"/>.
/// </summary>
public interface ISearchIndex
{
    /// <summary>Writes or replaces what one subject is found by, in the command's own transaction. The lines of the text are apart: no phrase reaches from one into the next.</summary>
    /// <param name="hold">The transaction of the command.</param>
    /// <param name="scope">The prefix of the tables.</param>
    /// <param name="subject">The record's id.</param>
    /// <param name="text">What it is found by, as it was typed; one line a field.</param>
    /// <param name="marks">What lists filter by, such as <c>zone:4</c>. Nobody finds them by typing.</param>
    /// <param name="token">Gives up.</param>
    Task Put(WriteHold hold, string scope, Guid subject, string text, IReadOnlyCollection<string> marks, CancellationToken token);

    /// <summary>Forgets a subject.</summary>
    Task Remove(WriteHold hold, string scope, Guid subject, CancellationToken token);

    /// <summary>
    /// Subjects in which every word of the query occurs, the last one as a beginning too; those with the whole word come first.
    /// It reads what is committed. A query without a letter or digit finds nothing.
    /// </summary>
    Task<IReadOnlyList<Guid>> Find(string scope, string query, int limit, IReadOnlyCollection<string> marks, CancellationToken token);
}

public static class SearchIndexes
{
    public static Task Put(this ISearchIndex index, WriteHold hold, string scope, Guid subject, string text, CancellationToken token) =>
        index.Put(hold, scope, subject, text, [], token);

    public static Task<IReadOnlyList<Guid>> Find(this ISearchIndex index, string scope, string query, int limit, CancellationToken token) =>
        index.Find(scope, query, limit, [], token);
}

/// <summary>The index of the host's database.</summary>
internal sealed class SearchIndex(Database database) : ISearchIndex
{
    public async Task Put(WriteHold hold, string scope, Guid subject, string text, IReadOnlyCollection<string> marks, CancellationToken token)
    {
        var words = SearchWords.OfDocument(text, marks);
        if (!database.IsSqlite)
        {
            await hold.Execute(
                $"INSERT INTO {SearchTables.Index(scope)} (subject, words) VALUES (@subject, @words::tsvector) ON CONFLICT (subject) DO UPDATE SET words = excluded.words",
                token, ("@subject", subject), ("@words", PostgresWords.Vector(words)));
            return;
        }

        var doc = await hold.Scalar<long>(
            $"INSERT INTO {SearchTables.Documents(scope)} (subject) VALUES (@subject) ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject RETURNING id",
            token, ("@subject", subject));
        await hold.Execute($"INSERT OR REPLACE INTO {SearchTables.Index(scope)} (rowid, words) VALUES (@doc, @words)",
            token, ("@doc", doc), ("@words", string.Join(' ', words)));
        await LetGo(hold, scope, token);
    }

    public async Task Remove(WriteHold hold, string scope, Guid subject, CancellationToken token)
    {
        if (database.IsSqlite)
        {
            await hold.Execute($"DELETE FROM {SearchTables.Index(scope)} WHERE rowid = (SELECT id FROM {SearchTables.Documents(scope)} WHERE subject = @subject)", token, ("@subject", subject));
            await LetGo(hold, scope, token);
            await hold.Execute($"DELETE FROM {SearchTables.Documents(scope)} WHERE subject = @subject", token, ("@subject", subject));
        }
        else
        {
            await hold.Execute($"DELETE FROM {SearchTables.Index(scope)} WHERE subject = @subject", token, ("@subject", subject));
        }
    }

    /// <summary>
    /// FTS5 keeps a statement of its own open until the commit. While one is open EF cannot make another context on the connection,
    /// which the next command inside this transaction may want to. Writing the words out closes it; the commit would do so anyway.
    /// </summary>
    private static Task LetGo(WriteHold hold, string scope, CancellationToken token) =>
        hold.Execute($"INSERT INTO {SearchTables.Index(scope)} ({SearchTables.Index(scope)}) VALUES ('flush')", token);

    public async Task<IReadOnlyList<Guid>> Find(string scope, string query, int limit, IReadOnlyCollection<string> marks, CancellationToken token)
    {
        var asked = SearchQuery.Read(query, marks);
        if (asked.IsEmpty) return [];

        await using var connection = database.NewReadConnection();
        await connection.OpenAsync(token);
        List<Guid> found = [];
        HashSet<Guid> seen = [];
        // Somebody who typed the whole word means it: An before Anh. One statement for both would have to rank every match of a common name.
        foreach (var wording in new[] { asked.Whole, asked })
        {
            if (found.Count >= limit) break;
            await using var statement = connection.Statement(null, Select(scope), ("@query", Wording(wording)), ("@limit", limit + found.Count));
            await using var rows = await statement.ExecuteReaderAsync(token);
            while (found.Count < limit && await rows.ReadAsync(token))
            {
                var subject = rows.Id(0);
                if (seen.Add(subject)) found.Add(subject);
            }
        }

        return found;
    }

    private string Select(string scope) => database.IsSqlite
        ? $"SELECT d.subject FROM {SearchTables.Index(scope)} s CROSS JOIN {SearchTables.Documents(scope)} d ON d.id = s.rowid WHERE s.words MATCH @query LIMIT @limit"
        : $"SELECT subject FROM {SearchTables.Index(scope)} WHERE words @@ @query::tsquery LIMIT @limit";

    private string Wording(SearchQuery asked) => database.IsSqlite ? SqliteWords.Match(asked) : PostgresWords.Query(asked);
}
