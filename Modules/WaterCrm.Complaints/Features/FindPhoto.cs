using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>A picture of a complaint; null where it belongs to another or to none.</summary>
public sealed record FindPhoto(Guid ComplaintId, Guid PhotoId) : IQuery<StoredFile?>;

internal sealed class FindPhotoHandler(ComplaintsDbContext db) : IRequestHandler<FindPhoto, StoredFile?>
{
    public async Task<StoredFile?> Handle(FindPhoto request, CancellationToken token) =>
        (await db.Photos.SingleOrDefaultAsync(p => p.Id == request.PhotoId && p.ComplaintId == request.ComplaintId, token))?.File;
}
