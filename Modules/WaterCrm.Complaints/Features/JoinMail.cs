using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Complaints.Features;

/// <summary>Puts a mail of the customer to the complaint it is about, with its pictures. Where the complaint is full or gone nothing happens: the mail itself is kept.</summary>
[Audited("complaints.mail-joined", "Put a mail to a complaint")]
internal sealed record JoinMail(Guid ComplaintId, Guid MailId) : ICommand<bool>, IAbout
{
    public required string Text { get; init; }

    /// <summary>Who wrote, where it is not whom we wrote to.</summary>
    public string? Stranger { get; init; }

    /// <summary>Names of files that were not kept.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    Guid IAbout.About => ComplaintId;
}

internal sealed class JoinMailHandler(ComplaintsDbContext db, KeptFiles kept, IMediator mediator, IStringLocalizer<Startup> S, TimeProvider clock) : IRequestHandler<JoinMail, Result<bool>>
{
    public async Task<Result<bool>> Handle(JoinMail request, CancellationToken token)
    {
        if (await db.Complaints.FindAsync([request.ComplaintId], token) is not { } complaint) return false;
        var already = await db.Additions.CountAsync(a => a.ComplaintId == complaint.Id, token);
        if (already >= Addition.Most) return false;

        var files = await mediator.Send(new FilesOfMail(request.MailId), token);
        var rest = await TakePictures(complaint.Id, files, token);
        var added = complaint.Add(author: null, MailWords.Of(request.Text, request.Stranger, [.. rest, .. request.LeftOut], S), already, reopening: false, Ids.New(clock), clock.Utc());
        if (added.Error is not null) return false;

        db.Additions.Add(added.Value);
        await db.SaveChangesAsync(token);
        return true;
    }

    /// <summary>As many pictures as a complaint has room for.</summary>
    /// <returns>The names of the other files.</returns>
    private async Task<IReadOnlyList<string>> TakePictures(Guid complaint, IReadOnlyList<StoredFile> files, CancellationToken token)
    {
        var last = await db.Photos.Where(p => p.ComplaintId == complaint).MaxAsync(p => (int?)p.Ordinal, token) ?? 0;
        StoredFile[] pictures = [.. files.Where(MailWords.IsPicture).Take(Math.Max(0, Limits.Photos - last))];
        StoredFile[] ours = [.. pictures.Select(p => p with { Id = Ids.New(clock) })];
        foreach (var (picture, number) in ours.Select((p, i) => (p, i + 1))) db.Photos.Add(Photo.Of(complaint, last + number, picture));
        await kept.Keep(ours, token);
        return [.. files.Except(pictures).Select(f => f.Name)];
    }
}
