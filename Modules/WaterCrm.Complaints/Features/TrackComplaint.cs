using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.Features;

/// <summary>What the tracking page may say to whoever has the code: no name, no place, no text. Null for every code that opens nothing.</summary>
public sealed record TrackComplaint(string? Code) : IQuery<TrackedComplaint?>;

public sealed record TrackedComplaint
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required DateTime ReportedAt { get; init; }
    public required CaseGroup Group { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public bool WasLate { get; init; }
    public int Reopened { get; init; }
    public bool MayBeReopened { get; init; }
    public IReadOnlyList<PublicStageView> Stages { get; init; } = [];

    /// <summary>When the customer added something; what it was is not shown, for links are passed on.</summary>
    public IReadOnlyList<DateTime> Additions { get; init; } = [];
}

internal sealed class TrackComplaintHandler(ComplaintsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<TrackComplaint, TrackedComplaint?>
{
    public async Task<TrackedComplaint?> Handle(TrackComplaint request, CancellationToken token)
    {
        var hash = TrackingCode.Typed(request.Code).Hash;
        var complaint = await db.Complaints.Where(c => c.CodeHash == hash)
            .Select(c => new { c.Id, c.Number, c.Kind, c.ReportedAt, c.Group, c.DueAt, c.ClosedAt, c.ReopenUntil, c.IsOpen, c.WasLate, c.Reopened })
            .SingleOrDefaultAsync(token);
        if (complaint is null) return null;

        return new TrackedComplaint
        {
            Id = complaint.Id, Number = complaint.Number, Kind = complaint.Kind, ReportedAt = complaint.ReportedAt, Group = complaint.Group,
            DueAt = complaint.DueAt, ClosedAt = complaint.ClosedAt, WasLate = complaint.WasLate || complaint.DueAt < clock.Utc(), Reopened = complaint.Reopened,
            MayBeReopened = !complaint.IsOpen && complaint.ReopenUntil >= clock.Utc(),
            Stages = await mediator.Send(new StagesFor(ComplaintSubject.KindName, complaint.Id), token),
            Additions = await db.Additions.Where(a => a.ComplaintId == complaint.Id && a.Author == null).OrderBy(a => a.At).Select(a => a.At).ToListAsync(token),
        };
    }
}
