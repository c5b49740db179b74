using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Data;

/// <summary>Keeps on the complaint's row what its case says, in the case's own transaction.</summary>
internal sealed class ComplaintSubject(ComplaintsDbContext db, Hearers hearers, TimeProvider clock) : ISubject
{
    public const string KindName = "complaint";

    public string Kind => KindName;

    public async Task Project(CaseState state, CancellationToken token)
    {
        var complaint = await db.Complaints.FindAsync([state.SubjectId], token)
            ?? throw new InvalidOperationException($"The case {state.CaseId} is about a complaint that does not exist.");
        complaint.Follow(state, clock.Utc());
        await db.SaveChangesAsync(token);
    }

    public IAsyncEnumerable<SubjectCopy> Copies(IReadOnlyCollection<Guid>? only) =>
        (only is null ? db.Complaints : db.Complaints.Where(c => only.Contains(c.Id))).Select(c => new SubjectCopy(c.Id, c.Number, c.IsOpen || !c.IsImported, c.CaseId == null ? null : new CaseState
        {
            SubjectId = c.Id, CaseId = c.CaseId.Value, Group = c.Group, Step = c.Step, DueAt = c.DueAt, Role = c.Role, Assignee = c.Assignee,
            IsLate = c.WasLate, Escalations = c.Escalations, ClosedAt = c.ClosedAt, ReopenUntil = c.ReopenUntil,
        })).AsAsyncEnumerable();

    public string? LinkTo(Guid subjectId) => $"/staff/complaints/{subjectId}";

    public async Task<Listener?> ToldTo(Guid subjectId, CancellationToken token)
    {
        var complaint = await db.Complaints.AsNoTracking().Where(c => c.Id == subjectId).Select(c => new { c.Language, c.CustomerId, c.ContactName }).SingleOrDefaultAsync(token);
        return complaint is null ? null : await hearers.Of(complaint.Language, complaint.CustomerId, complaint.ContactName, token);
    }
}
