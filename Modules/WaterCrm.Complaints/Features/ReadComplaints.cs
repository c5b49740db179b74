using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>Complaints for programs, by number and without who reported them.</summary>
/// <param name="After">Where the page before ended.</param>
/// <param name="Size">1 to 200.</param>
public sealed record ReadComplaints(string? After, int Size) : IQuery<ComplaintsRead>
{
    /// <summary>Whether this says where a page begins; nothing at all is the first one.</summary>
    public static bool IsPlace(string? after) => after is null || Cursor.Read(after, 1) is not null;
}

/// <summary>One complaint by its number; null where there is none.</summary>
public sealed record ReadComplaint(string Number) : IQuery<ComplaintRead?>;

public sealed record ComplaintsRead(IReadOnlyList<ComplaintRead> Items, string? Next);

/// <summary>A complaint as programs read it. Times are UTC.</summary>
public sealed record ComplaintRead
{
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required string Channel { get; init; }
    public required string Place { get; init; }
    public string? Zone { get; init; }

    /// <summary>Where it stands: a group of states, such as Open or Closed.</summary>
    public required string State { get; init; }

    public required DateTime ReportedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? ClosedAt { get; init; }
}

internal sealed class ReadComplaintsHandler(ComplaintsDbContext db) : IRequestHandler<ReadComplaints, ComplaintsRead>, IRequestHandler<ReadComplaint, ComplaintRead?>
{
    public async Task<ComplaintsRead> Handle(ReadComplaints request, CancellationToken token)
    {
        var complaints = db.Complaints.AsQueryable();
        if (Cursor.Read(request.After, 1) is [var after]) complaints = complaints.Where(c => string.Compare(c.Number, after) > 0);
        var rows = await Rows(complaints.OrderBy(c => c.Number).Take(request.Size + 1)).ToListAsync(token);
        return new ComplaintsRead([.. rows.Take(request.Size)], rows.Count > request.Size ? Cursor.Write(rows[request.Size - 1].Number) : null);
    }

    public Task<ComplaintRead?> Handle(ReadComplaint request, CancellationToken token) => Rows(db.Complaints.Where(c => c.Number == request.Number)).FirstOrDefaultAsync(token);

    private static IQueryable<ComplaintRead> Rows(IQueryable<Complaint> complaints) => complaints.Select(c => new ComplaintRead
    {
        Number = c.Number, Kind = c.Kind, Channel = c.Channel.ToString(), Place = c.Place, Zone = c.Zone, State = c.Group.ToString(),
        ReportedAt = c.ReportedAt, DueAt = c.DueAt, ClosedAt = c.ClosedAt,
    });
}
