using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Makes an account one that may look and change nothing, until a moment at which it ends; or makes it work again.</summary>
/// <param name="PersonId">Whose account.</param>
/// <param name="Until">UTC; null for an account that works.</param>
[Audited("people.looks-only", "Decided until when an account only looks")]
public sealed record LookOnly(Guid PersonId, DateTime? Until) : ICommand<Guid>;

internal sealed class LookOnlyHandler(KernelDbContext db, Administrators administrators, TimeProvider clock) : IRequestHandler<LookOnly, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(LookOnly request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == request.PersonId, token) is not { } person) return KernelErrors.NotFound;
        if (await administrators.Guard(person.Id, token) is { } forbidden) return forbidden;
        if (request.Until <= clock.Utc()) return PeopleErrors.EndsInThePast;
        if (PeopleErrors.IsTooFar(request.Until, clock.Utc())) return PeopleErrors.EndsTooLate;
        if (request.Until is not null && await administrators.IsLast(person.Id, token)) return PeopleErrors.LastAdministrator;

        person.LookOnly(request.Until);
        await db.EndSessions(person.Id, token);
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
