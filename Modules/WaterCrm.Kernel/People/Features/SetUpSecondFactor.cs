using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Whoever is signed in has scanned the key and proves it with a code. The answer holds the recovery codes, shown this once.</summary>
/// <param name="Offered">The key as the page carried it.</param>
/// <param name="Code">What the app shows.</param>
[Audited("people.second-factor-set-up", "Set up the second factor")]
public sealed record SetUpSecondFactor(Secret Offered, string? Code) : ICommand<NewCodes>, IOwnAccount;

/// <summary>Makes ten new recovery codes; the old ones end.</summary>
[Audited("people.recovery-codes-made", "Made new recovery codes")]
public sealed record RenewRecoveryCodes(Secret Code) : ICommand<NewCodes>, IOwnAccount;

/// <summary>Recovery codes on their way to the one page that shows them.</summary>
public sealed record NewCodes(Guid PersonId, IReadOnlyList<Secret> Codes) : IAbout
{
    Guid IAbout.About => PersonId;
}

internal sealed class ProveBeforeRenewing(IMediator mediator, IActor actor) : IPrepare<RenewRecoveryCodes>
{
    public async Task<Result<RenewRecoveryCodes>> Prepare(RenewRecoveryCodes command, CancellationToken token) =>
        (await mediator.Send(new UseCode(actor.Id ?? Guid.Empty, command.Code), token)).Error is { } wrong ? wrong.At("Code") : command;
}

internal sealed class SetUpSecondFactorHandler(KernelDbContext db, Keys keys, IActor actor, TimeProvider clock)
    : IRequestHandler<SetUpSecondFactor, Result<NewCodes>>, IRequestHandler<RenewRecoveryCodes, Result<NewCodes>>
{
    public async Task<Result<NewCodes>> Handle(SetUpSecondFactor request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == actor.Id && p.IsActive, token) is not { } person) return KernelErrors.Forbidden;
        if (person.SecondFactor is not null) return PeopleErrors.SecondFactorIsOn;
        if (keys.Offered(person.Id, request.Offered.Text) is not { } key) return PeopleErrors.OfferTooOld;
        if (Totp.Match(key, request.Code, clock.Utc(), after: 0) is not { } step) return PeopleErrors.FirstCodeWrong;

        person.SetUpSecondFactor(keys.Keep(key), step, clock.Utc());
        await db.SaveChangesAsync(token);
        return await Renew(person.Id, token);
    }

    public async Task<Result<NewCodes>> Handle(RenewRecoveryCodes request, CancellationToken token) =>
        actor.Id is { } id && await db.People.AnyAsync(p => p.Id == id && p.SecondFactor != null, token) ? await Renew(id, token) : KernelErrors.NotFound;

    private async Task<NewCodes> Renew(Guid person, CancellationToken token)
    {
        await db.RecoveryCodes.Where(c => c.PersonId == person).ExecuteDeleteAsync(token);
        List<string> codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())];
        db.AddRange(codes.Select(code => new RecoveryCode { PersonId = person, Hash = RecoveryCode.HashOf(code)! }));
        await db.SaveChangesAsync(token);
        return new NewCodes(person, [.. codes.Select(code => (Secret)code)]);
    }
}
