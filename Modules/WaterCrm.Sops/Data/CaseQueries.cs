using Microsoft.EntityFrameworkCore;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Data;

/// <summary>
/// How a command gets at a case it will change. On PostgreSQL its row is locked first, so that two commands on one case run one after the other
/// and the second sees what the first did. SQLite has one writer at a time anyhow.
/// </summary>
internal static class CaseQueries
{
    public static async Task<Case?> Lock(this SopsDbContext db, Guid id, CancellationToken token)
    {
        var cases = db.Database.IsNpgsql() ? db.Cases.FromSql($"SELECT * FROM sops_case WHERE \"Id\" = {id} FOR UPDATE") : db.Cases.Where(c => c.Id == id);
        if (await cases.AsTracking().FirstOrDefaultAsync(token) is not { } found) return null;
        await db.Tasks.Where(t => t.CaseId == id).OrderBy(t => t.Sequence).LoadAsync(token);
        return found;
    }

    /// <summary>Cases whose clock has something to do, with the task that waits. Those that somebody else holds right now are left to them.</summary>
    public static async Task<List<Case>> LockDue(this SopsDbContext db, DateTime now, int most, CancellationToken token)
    {
        var due = db.Database.IsNpgsql()
            ? db.Cases.FromSql($"SELECT * FROM sops_case WHERE \"WatchAt\" <= {now} ORDER BY \"WatchAt\" LIMIT {most} FOR UPDATE SKIP LOCKED")
            : db.Cases.Where(c => c.WatchAt <= now).OrderBy(c => c.WatchAt).Take(most);
        var found = await due.AsTracking().ToListAsync(token);
        var ids = found.Select(c => c.Id).ToList();
        await db.Tasks.Where(t => ids.Contains(t.CaseId) && t.State == TaskState.Open).LoadAsync(token);
        return found;
    }
}
