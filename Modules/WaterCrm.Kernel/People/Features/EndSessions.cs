using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Signs a person out: of one browser, or everywhere. The browsers notice within a minute.</summary>
/// <param name="PersonId">Oneself, or somebody whose administrator acts.</param>
/// <param name="Session">The one session; null for all.</param>
[Audited("people.sessions-ended", "Ended sessions")]
public sealed record EndSessions(Guid PersonId, Guid? Session = null) : ICommand<Guid>, IOwnAccount;

/// <summary>Where a person is signed in, the last seen first.</summary>
public sealed record ListSessions(Guid PersonId) : IQuery<IReadOnlyList<SessionRow>>;

public sealed record SessionRow(Guid Id, string Agent, string Address, DateTime BegunAt, DateTime LastSeenAt);

internal sealed class EndSessionsHandler(KernelDbContext db, Administrators administrators, IActor actor, PeopleSettings settings, TimeProvider clock)
    : IRequestHandler<EndSessions, Result<Guid>>, IRequestHandler<ListSessions, IReadOnlyList<SessionRow>>
{
    public async Task<Result<Guid>> Handle(EndSessions request, CancellationToken token)
    {
        if (request.PersonId != actor.Id)
        {
            if (actor.Principal.HasClaim(c => c.Type == SessionClaims.ReadOnly)) return KernelErrors.ReadOnly;
            if (await administrators.Guard(request.PersonId, token) is { } forbidden) return forbidden;
        }

        var ended = await db.Sessions.Where(s => s.PersonId == request.PersonId && (request.Session == null || s.Id == request.Session)).ExecuteDeleteAsync(token);
        return ended == 0 && request.Session is not null ? KernelErrors.NotFound : request.PersonId;
    }

    public async Task<IReadOnlyList<SessionRow>> Handle(ListSessions request, CancellationToken token)
    {
        var alive = clock.Utc().AddHours(-settings.SessionHours);
        return await db.Sessions.Where(s => s.PersonId == request.PersonId && s.LastSeenAt > alive).OrderByDescending(s => s.LastSeenAt).Take(100)
            .Select(s => new SessionRow(s.Id, s.Agent, s.Address, s.BegunAt, s.LastSeenAt)).ToListAsync(token);
    }
}

internal static class SessionRows
{
    /// <summary>The stamp in the cookies ends the sessions; their rows go with them.</summary>
    public static Task<int> EndSessions(this KernelDbContext db, Guid person, CancellationToken token) => db.Sessions.Where(s => s.PersonId == person).ExecuteDeleteAsync(token);
}
