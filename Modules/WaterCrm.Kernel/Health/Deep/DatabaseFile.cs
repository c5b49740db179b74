namespace WaterCrm.Kernel.Health.Deep;

/// <summary>SQLite's own look at its file and at its foreign keys. PostgreSQL keeps both by itself.</summary>
internal sealed class DatabaseFile(DeepReader look) : IDeepCheck
{
    public string Name => "file";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        if (!look.IsSqlite) return new DeepFinding("PostgreSQL looks after its files and foreign keys itself.", []);

        var broken = (await look.Rows("PRAGMA integrity_check", token)).Select(row => row[0]).Where(said => said != "ok").ToList();
        var keys = (await look.Rows("PRAGMA foreign_key_check", token)).CountBy(row => (From: row[0], To: row[2])).Select(k => $"{k.Value} rows of {k.Key.From} name a row of {k.Key.To} that is not there.");
        return new DeepFinding("The file and its foreign keys are whole.", [.. broken, .. keys]) { ToDo = "Restore the last backup that is well, and have the disk looked at." };
    }
}
