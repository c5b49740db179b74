using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Features;

/// <summary>A complaint as its page shows it; null where there is none.</summary>
public sealed record ShowComplaint(Guid Id) : IQuery<ComplaintView?>;

public sealed record ComplaintView
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required Channel Channel { get; init; }
    public required string Place { get; init; }
    public string? Zone { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public required string Text { get; init; }
    public required DateTime ReportedAt { get; init; }
    public required string Language { get; init; }
    public Guid? CustomerId { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactEmail { get; init; }
    public TellBy TellBy { get; init; }
    public required CaseGroup Group { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public int Escalations { get; init; }
    public int Reopened { get; init; }
    public bool MayBeReopened { get; init; }
    public bool IsImported { get; init; }
    public bool ClosedBeforeOpened { get; init; }
    public bool StateContradicted { get; init; }
    public string? Resolution { get; init; }
    public IReadOnlyList<AdditionView> Additions { get; init; } = [];
    public IReadOnlyList<PhotoView> Photos { get; init; } = [];
    public IReadOnlyList<ComplaintLine> Neighbours { get; init; } = [];
}

/// <summary>Something added later. The author is null for the customer.</summary>
public sealed record AdditionView(DateTime At, string? Author, string Text, bool IsReopening);

/// <summary>A picture, to be fetched by its id.</summary>
public sealed record PhotoView(Guid Id, string Name);

/// <summary>A complaint in one line, for the pages of other things.</summary>
public sealed record ComplaintLine(Guid Id, string Number, string Kind, DateTime ReportedAt, CaseGroup Group, DateTime? DueAt);

internal sealed class ShowComplaintHandler(ComplaintsDbContext db, TimeProvider clock) : IRequestHandler<ShowComplaint, ComplaintView?>
{
    private const int MostNeighbours = 5;

    public async Task<ComplaintView?> Handle(ShowComplaint request, CancellationToken token)
    {
        if (await db.Complaints.SingleOrDefaultAsync(c => c.Id == request.Id, token) is not { } complaint) return null;

        return new ComplaintView
        {
            Id = complaint.Id, Number = complaint.Number, Kind = complaint.Kind, Channel = complaint.Channel, Place = complaint.Place, Zone = complaint.Zone,
            Latitude = complaint.Latitude, Longitude = complaint.Longitude, Text = complaint.Text, ReportedAt = complaint.ReportedAt, Language = complaint.Language,
            CustomerId = complaint.CustomerId, ContactName = complaint.ContactName, ContactPhone = complaint.ContactPhone, ContactEmail = complaint.ContactEmail,
            TellBy = complaint.TellBy, Group = complaint.Group, DueAt = complaint.DueAt, ClosedAt = complaint.ClosedAt, Escalations = complaint.Escalations,
            Reopened = complaint.Reopened, MayBeReopened = complaint.MayBeReopened(clock.Utc()), IsImported = complaint.IsImported,
            ClosedBeforeOpened = complaint.ClosedBeforeOpened, StateContradicted = complaint.StateContradicted, Resolution = complaint.Resolution,
            Additions = await Additions(complaint.Id, token), Photos = await Photos(complaint.Id, token), Neighbours = await Neighbours(complaint, token),
        };
    }

    private async Task<List<AdditionView>> Additions(Guid id, CancellationToken token) => await db.Additions.Where(a => a.ComplaintId == id)
        .OrderBy(a => a.At).Select(a => new AdditionView(a.At, a.Author, a.Text, a.IsReopening)).ToListAsync(token);

    private async Task<List<PhotoView>> Photos(Guid id, CancellationToken token) => await db.Photos.Where(p => p.ComplaintId == id).OrderBy(p => p.Ordinal)
        .Select(p => new PhotoView(p.Id, p.Name)).ToListAsync(token);

    /// <summary>What else was reported at this place: often the same thing, or the same thing again.</summary>
    private async Task<List<ComplaintLine>> Neighbours(Complaint complaint, CancellationToken token)
    {
        if (complaint.PlaceFolded.Length == 0) return [];
        var (id, place) = (complaint.Id, complaint.PlaceFolded);
        return await db.Complaints.Where(c => c.PlaceFolded == place && c.Id != id).OrderByDescending(c => c.ReportedAt).Take(MostNeighbours)
            .Select(c => new ComplaintLine(c.Id, c.Number, c.Kind, c.ReportedAt, c.Group, c.DueAt)).ToListAsync(token);
    }
}
