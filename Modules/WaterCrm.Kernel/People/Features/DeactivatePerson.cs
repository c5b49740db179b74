using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Somebody left, or must not work with the system for now. What they did stays under their name.</summary>
[Audited("people.person-deactivated", "Deactivated a person")]
public sealed record DeactivatePerson(Guid PersonId) : ICommand<Guid>;

/// <summary>Lets a deactivated person in again, with the password and roles they had.</summary>
[Audited("people.person-activated", "Activated a person")]
public sealed record ActivatePerson(Guid PersonId) : ICommand<Guid>;

internal sealed class DeactivatePersonHandler(KernelDbContext db, Administrators administrators, Links links)
    : IRequestHandler<DeactivatePerson, Result<Guid>>, IRequestHandler<ActivatePerson, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(DeactivatePerson request, CancellationToken token)
    {
        if (await db.People.FindAsync([request.PersonId], token) is not { } person) return KernelErrors.NotFound;
        if (await administrators.Guard(person.Id, token) is { } forbidden) return forbidden;
        if (await administrators.IsLast(person.Id, token)) return PeopleErrors.LastAdministrator;

        person.Deactivate();
        await links.Forget(person.Id, token);
        await db.EndSessions(person.Id, token);
        await db.SaveChangesAsync(token);
        return person.Id;
    }

    public async Task<Result<Guid>> Handle(ActivatePerson request, CancellationToken token)
    {
        if (await db.People.FindAsync([request.PersonId], token) is not { } person) return KernelErrors.NotFound;
        if (await administrators.Guard(person.Id, token) is { } forbidden) return forbidden;

        person.Activate();
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
