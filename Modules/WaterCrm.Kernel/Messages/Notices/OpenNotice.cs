using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Notices;

/// <summary>Notes that the acting person has opened a notice of his own, and says where it leads.</summary>
[Audited("notices.opened", "Opened a notice")]
public sealed record OpenNotice(Guid Id) : ICommand<OpenedNotice>, IOwnAccount;

/// <summary>Notes that the acting person has seen all notices of his own.</summary>
[Audited("notices.all-read", "Marked all own notices as read")]
public sealed record ReadAllNotices : ICommand<int>, IOwnAccount;

/// <param name="About">The notice.</param>
/// <param name="Url">Where what it is about is shown; null where no page is known.</param>
public sealed record OpenedNotice(Guid About, string? Url) : IAbout;

internal sealed class OpenNoticeHandler(KernelDbContext db, CommandScope command, IActor actor, IEnumerable<ISubjectPage> pages, TimeProvider clock) : IRequestHandler<OpenNotice, Result<OpenedNotice>>, IRequestHandler<ReadAllNotices, Result<int>>
{
    public async Task<Result<OpenedNotice>> Handle(OpenNotice request, CancellationToken token)
    {
        if (actor.Id is not { } me) return KernelErrors.NotFound;
        if (await FindNoticesHandler.Of(db, me, clock.Utc()).Where(m => m.Id == request.Id).Select(m => new { m.SubjectKind, m.SubjectId }).FirstOrDefaultAsync(token) is not { } notice) return KernelErrors.NotFound;

        var opened = await command.Hold!.Execute("UPDATE kernel_message SET \"ReadAt\" = @now WHERE \"Id\" = @id AND \"PersonId\" = @me AND \"ReadAt\" IS NULL", token, ("@now", clock.Utc()), ("@id", request.Id), ("@me", me));
        if (opened == 0) command.Unchanged();
        return new OpenedNotice(request.Id, pages.FirstOrDefault(p => p.Kind == notice.SubjectKind)?.Url(notice.SubjectId));
    }

    public async Task<Result<int>> Handle(ReadAllNotices request, CancellationToken token)
    {
        if (actor.Id is not { } me) return KernelErrors.NotFound;

        var now = clock.Utc();
        var read = await command.Hold!.Execute("UPDATE kernel_message SET \"ReadAt\" = @now WHERE \"PersonId\" = @me AND \"Channel\" = @app AND \"ReadAt\" IS NULL AND \"State\" = 'Delivered' AND \"DueAt\" <= @now", token,
            ("@now", now), ("@me", me), ("@app", MessageChannels.App));
        if (read == 0) command.Unchanged();
        return read;
    }
}
