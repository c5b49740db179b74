using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Whoever is signed in goes on without a second factor, after showing both the password and a code.</summary>
[Audited("people.second-factor-turned-off", "Turned the own second factor off")]
public sealed record TurnOffSecondFactor(Secret Current, Secret Code) : ICommand<Guid>, IOwnAccount;

/// <summary>An administrator takes away the second factor of somebody who lost the telephone. The person is told at the next sign-in.</summary>
[Audited("people.second-factor-reset", "Reset a person's second factor")]
public sealed record ResetSecondFactor(Guid PersonId) : ICommand<Guid>;

internal sealed class ProveBeforeTurningOff(KernelDbContext db, IActor actor, IMediator mediator, Passwords passwords, PeopleSettings settings) : IPrepare<TurnOffSecondFactor>
{
    public async Task<Result<TurnOffSecondFactor>> Prepare(TurnOffSecondFactor command, CancellationToken token)
    {
        if (actor.Id is not { } id) return KernelErrors.Forbidden;
        if (await db.People.AnyAsync(p => p.Id == id && p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.DemandsSecondFactor)), token)) return PeopleErrors.SecondFactorDemanded;

        var hash = await db.People.Where(p => p.Id == id).Select(p => p.PasswordHash).FirstOrDefaultAsync(token);
        var mayTry = (await mediator.Send(new CountSignInTry(id, [new TrySource("own", settings.WrongPasswords)]), token)).Is(out var allowed) && allowed;
        if (!passwords.Verify(mayTry ? hash : null, command.Current).Right) return PeopleErrors.CurrentPasswordWrong;
        return (await mediator.Send(new UseCode(id, command.Code), token)).Error is { } wrong ? wrong.At("Code") : command;
    }
}

internal sealed class TurnOffSecondFactorHandler(KernelDbContext db, IActor actor, Administrators administrators, TimeProvider clock)
    : IRequestHandler<TurnOffSecondFactor, Result<Guid>>, IRequestHandler<ResetSecondFactor, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(TurnOffSecondFactor request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == actor.Id, token) is not { } person) return KernelErrors.Forbidden;
        person.TurnOffSecondFactor();
        return await Save(person, token);
    }

    public async Task<Result<Guid>> Handle(ResetSecondFactor request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == request.PersonId, token) is not { SecondFactor: not null } person) return KernelErrors.NotFound;
        if (await administrators.Guard(person.Id, token) is { } forbidden) return forbidden;
        person.ResetSecondFactor(clock.Utc());
        await db.EndSessions(person.Id, token);
        return await Save(person, token);
    }

    private async Task<Result<Guid>> Save(Person person, CancellationToken token)
    {
        await db.RecoveryCodes.Where(c => c.PersonId == person.Id).ExecuteDeleteAsync(token);
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
