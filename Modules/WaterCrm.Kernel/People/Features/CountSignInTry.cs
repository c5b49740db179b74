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
/// <param name="PersonId">Whose account; the empty id where there is none, so that it takes as long.</param>
/// <param name="Sources">What a wrong password counts against, the nearest first: what is locked does not use up the tries of those behind it.</param>
/// <returns>Whether the password may be looked at.</returns>
[Audited("people.sign-in-tried", "Tried to sign in")]
internal sealed record CountSignInTry(Guid PersonId, IReadOnlyList<TrySource> Sources) : ICommand<bool>, IAbout, IOwnAccount
{
    Guid IAbout.About => PersonId;
}

internal sealed class CountSignInTryHandler(KernelDbContext db, CommandScope command, PeopleSettings settings, TimeProvider clock) : IRequestHandler<CountSignInTry, Result<bool>>
{
    public async Task<Result<bool>> Handle(CountSignInTry request, CancellationToken token)
    {
        var now = clock.Utc();
        var forgotten = now - settings.LongestLock;
        await db.SignInTries.Where(t => t.PersonId == request.PersonId && t.LastAt < forgotten && (t.LockedUntil == null || t.LockedUntil <= now)).ExecuteDeleteAsync(token);
        foreach (var source in request.Sources)
            if (!await Take(request.PersonId, source, now, token)) return false;

        return true;
    }

    private async Task<bool> Take(Guid person, TrySource source, DateTime now, CancellationToken token)
    {
        await command.Hold!.Execute(
            "INSERT INTO kernel_sign_in_tries (\"PersonId\", \"Source\", \"Wrong\", \"Locks\", \"LastAt\") VALUES (@person, @source, 0, 0, @now) ON CONFLICT DO NOTHING",
            token, ("@person", person), ("@source", source.Key), ("@now", now));
        var tries = db.SignInTries.Where(t => t.PersonId == person && t.Source == source.Key);
        var taken = await tries.Where(t => t.LockedUntil == null || t.LockedUntil <= now)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.Wrong, x => x.Wrong + 1).SetProperty(x => x.LockedUntil, (DateTime?)null).SetProperty(x => x.LastAt, now), token);
        if (taken == 0) return false;

        // The row is ours until the commit, so no other try comes between.
        if (await tries.Where(t => t.Wrong >= source.Allowed).Select(t => (int?)t.Locks).FirstOrDefaultAsync(token) is { } before)
        {
            var until = now + settings.Lock(before);
            await tries.ExecuteUpdateAsync(t => t.SetProperty(x => x.Wrong, 0).SetProperty(x => x.Locks, before + 1).SetProperty(x => x.LockedUntil, until), token);
        }

        return true;
    }
}
