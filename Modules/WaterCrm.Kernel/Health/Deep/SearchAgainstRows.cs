using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Every record is in its search index once, the index holds nothing else, and records are found by what they are called.</summary>
internal sealed class SearchAgainstRows(DeepReader look, IEnumerable<Searched> scopes, ISearchIndex index) : IDeepCheck
{
    // All of a million would take an hour; the whole is compared without words.
    private const int Tried = 200;

    // Of a name that so many have nobody can say whether this one is among them.
    private const int MostFound = 1000;

    public string Name => "search";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        List<string> wrong = [];
        var rows = 0L;
        foreach (var scope in scopes.Where(s => look.Has(s.Table)))
        {
            rows += await look.Count($"SELECT count(*) FROM {scope.Table}", token);
            wrong.AddRange(look.IsSqlite ? await OnSqlite(scope, token) : await OnPostgres(scope, token));
            wrong.AddRange(await NotFound(scope, token));
        }

        return new DeepFinding($"{rows} records are in the search index, and nothing else is.", wrong.Distinct().ToList()) { ToDo = "Save each of these records again: that writes its words anew." };
    }

    private async Task<IEnumerable<string>> OnSqlite(Searched s, CancellationToken token)
    {
        var (index, documents) = (SearchTables.Index(s.Scope), SearchTables.Documents(s.Scope));
        return
        [
            .. Missing(s, await look.Rows($"SELECT c.\"{s.Named}\" FROM {s.Table} c LEFT JOIN {documents} d ON d.subject = c.\"Id\" LEFT JOIN {index}_docsize z ON z.id = d.id WHERE z.id IS NULL", token)),
            .. TooMuch(s, await look.Rows($"SELECT d.subject FROM {documents} d LEFT JOIN {s.Table} c ON c.\"Id\" = d.subject WHERE c.\"Id\" IS NULL", token)),
            .. TooMuch(s, await look.Rows($"SELECT z.id FROM {index}_docsize z LEFT JOIN {documents} d ON d.id = z.id WHERE d.id IS NULL", token)),
        ];
    }

    private async Task<IEnumerable<string>> OnPostgres(Searched s, CancellationToken token)
    {
        var index = SearchTables.Index(s.Scope);
        return
        [
            .. Missing(s, await look.Rows($"SELECT c.\"{s.Named}\" FROM {s.Table} c LEFT JOIN {index} d ON d.subject = c.\"Id\" WHERE d.subject IS NULL", token)),
            .. TooMuch(s, await look.Rows($"SELECT d.subject FROM {index} d LEFT JOIN {s.Table} c ON c.\"Id\" = d.subject WHERE c.\"Id\" IS NULL", token)),
        ];
    }

    private async Task<IEnumerable<string>> NotFound(Searched s, CancellationToken token)
    {
        List<string> wrong = [];
        foreach (var row in await look.Rows($"SELECT c.\"Id\", c.\"{s.Named}\" FROM {s.Table} c ORDER BY c.\"Id\" DESC LIMIT {Tried}", token))
            if (SearchWords.Of(row[1]).Count > 0 && await index.Find(s.Scope, row[1], MostFound, token) is { Count: < MostFound } found && !found.Contains(Guid.Parse(row[0]))) wrong.Add($"{s.Scope}: {row[1]} is not found by its name.");
        return wrong;
    }

    private static IEnumerable<string> Missing(Searched s, IEnumerable<string[]> rows) => rows.Select(r => $"{s.Scope}: {r[0]} is not in the search index.");

    private static IEnumerable<string> TooMuch(Searched s, IEnumerable<string[]> rows) => rows.Select(r => $"{s.Scope}: the search index holds {r[0]}, which is no record.");
}
