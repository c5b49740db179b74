using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>
/// Takes one of the tries an account has. It is taken before the password is looked at: counted afterwards, a hundred guesses sent at once
/// would all be looked at before the first was counted.
/// </summary>
/// <returns>Whether the password may be looked at.</returns>
[Audited("people.sign-in-tried")]
public sealed record CountSignInTry(Guid PersonId) : ICommand<bool>, IAbout
{
    Guid IAbout.About => PersonId;
}

internal sealed class CountSignInTryHandler(KernelDbContext db, PeopleSettings settings, TimeProvider clock) : IRequestHandler<CountSignInTry, Result<bool>>
{
    public async Task<Result<bool>> Handle(CountSignInTry request, CancellationToken token)
    {
        var now = clock.Utc();
        var person = db.People.Where(p => p.Id == request.PersonId && p.IsActive && (p.LockedUntil == null || p.LockedUntil <= now));
        if (await person.ExecuteUpdateAsync(p => p.SetProperty(x => x.FailedSignIns, x => x.FailedSignIns + 1).SetProperty(x => x.LockedUntil, (DateTime?)null), token) == 0) return false;

        // The row is ours until the commit, so no other try comes between.
        await person.Where(p => p.FailedSignIns >= settings.WrongPasswords)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.FailedSignIns, 0).SetProperty(x => x.LockedUntil, now + settings.Lock), token);
        return true;
    }
}
