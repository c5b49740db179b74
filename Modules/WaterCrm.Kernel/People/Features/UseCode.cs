using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Somebody shows the second factor: a code of the app or one of the recovery codes. Either works once.</summary>
[Audited("people.code-taken", "Used a code to sign in")]
public sealed record UseCode(Guid PersonId, Secret Code) : ICommand<Guid>, IOwnAccount;

/// <summary>Takes one of the tries for codes, before the code is looked at; they have a lock of their own.</summary>
/// <returns>Whether the code may be looked at.</returns>
[Audited("people.code-tried", "Tried a code to sign in")]
public sealed record CountCodeTry(Guid PersonId) : ICommand<bool>, IAbout, IOwnAccount
{
    Guid IAbout.About => PersonId;
}

internal sealed class CountBeforeUse(IMediator mediator, PeopleSettings settings) : IPrepare<UseCode>
{
    public async Task<Result<UseCode>> Prepare(UseCode command, CancellationToken token) =>
        (await mediator.Send(new CountCodeTry(command.PersonId), token)).Is(out var allowed) && allowed ? command : PeopleErrors.WrongCode(settings);
}

internal sealed class UseCodeHandler(KernelDbContext db, Keys keys, PeopleSettings settings, TimeProvider clock)
    : IRequestHandler<UseCode, Result<Guid>>, IRequestHandler<CountCodeTry, Result<bool>>
{
    public async Task<Result<Guid>> Handle(UseCode request, CancellationToken token)
    {
        var person = db.People.Where(p => p.Id == request.PersonId && p.IsActive);
        if (await person.Select(p => new { p.SecondFactor, p.LastCodeStep }).FirstOrDefaultAsync(token) is not { SecondFactor: { } kept } known) return PeopleErrors.WrongCode(settings);

        if (!await IsRecovery(request, token))
        {
            // Whoever comes second with a code finds its half minute taken, also when both come at once.
            if (keys.Read(kept) is not { } key || Totp.Match(key, request.Code.Text, clock.Utc(), known.LastCodeStep) is not { } step) return PeopleErrors.WrongCode(settings);
            if (await person.Where(p => p.LastCodeStep < step).ExecuteUpdateAsync(p => p.SetProperty(x => x.LastCodeStep, step), token) == 0) return PeopleErrors.WrongCode(settings);
        }

        await person.ExecuteUpdateAsync(p => p.SetProperty(x => x.FailedCodes, 0).SetProperty(x => x.CodesLockedUntil, (DateTime?)null).SetProperty(x => x.LastSignedInAt, clock.Utc()), token);
        return request.PersonId;
    }

    public async Task<Result<bool>> Handle(CountCodeTry request, CancellationToken token)
    {
        var now = clock.Utc();
        var person = db.People.Where(p => p.Id == request.PersonId && p.IsActive && (p.CodesLockedUntil == null || p.CodesLockedUntil <= now));
        if (await person.ExecuteUpdateAsync(p => p.SetProperty(x => x.FailedCodes, x => x.FailedCodes + 1).SetProperty(x => x.CodesLockedUntil, (DateTime?)null), token) == 0) return false;

        await person.Where(p => p.FailedCodes >= settings.WrongPasswords)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.FailedCodes, 0).SetProperty(x => x.CodesLockedUntil, now + settings.Lock(0)), token);
        return true;
    }

    private async Task<bool> IsRecovery(UseCode request, CancellationToken token) =>
        RecoveryCode.HashOf(request.Code.Text) is { } hash && await db.RecoveryCodes.Where(c => c.PersonId == request.PersonId && c.Hash == hash).ExecuteDeleteAsync(token) == 1;
}
