using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>How the second factor of whoever is signed in stands.</summary>
public sealed record ShowSecondFactor : IQuery<SecondFactorShown?>;

public sealed record SecondFactorShown(Guid PersonId, string SignInName, DateTime? Since, int CodesLeft, bool IsDemanded);

/// <summary>A key for the app of whoever is signed in. Nothing is kept before a code of it comes back.</summary>
/// <param name="PersonId">Whose it will be.</param>
/// <param name="Issuer">Name over the code in the app.</param>
/// <param name="Account">Name under it.</param>
/// <param name="Before">What the page carried before; while it is good the key stays the same.</param>
public sealed record OfferSecondFactor(Guid PersonId, string Issuer, string Account, string? Before) : IQuery<OfferedKey>;

/// <param name="Key">As one types it.</param>
/// <param name="Address">As the QR code says it.</param>
/// <param name="Sealed">As the page carries it.</param>
public sealed record OfferedKey(string Key, string Address, string Sealed);

/// <summary>What a person has still to do after the password.</summary>
public sealed record NextStep(Guid PersonId) : IQuery<SignInStep>;

/// <param name="AsksCode">Has a second factor, which must be shown.</param>
/// <param name="MustSetUp">A role demands one, and there is none.</param>
/// <param name="ResetAt">An administrator took it away and the person has not been told yet.</param>
public sealed record SignInStep(bool AsksCode, bool MustSetUp, DateTime? ResetAt);

internal sealed class ShowSecondFactorHandler(KernelDbContext db, IActor actor, Keys keys)
    : IRequestHandler<ShowSecondFactor, SecondFactorShown?>, IRequestHandler<OfferSecondFactor, OfferedKey>, IRequestHandler<NextStep, SignInStep>
{
    public Task<SecondFactorShown?> Handle(ShowSecondFactor request, CancellationToken token) => db.People.Where(p => p.Id == actor.Id)
        .Select(p => new SecondFactorShown(p.Id, p.SignInName, p.SecondFactorSince, db.RecoveryCodes.Count(c => c.PersonId == p.Id),
            p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.DemandsSecondFactor))))
        .FirstOrDefaultAsync(token);

    public Task<OfferedKey> Handle(OfferSecondFactor request, CancellationToken token)
    {
        var key = keys.Offered(request.PersonId, request.Before) ?? Totp.NewKey();
        return Task.FromResult(new OfferedKey(key, Totp.Address(request.Issuer, request.Account, key), keys.Offer(request.PersonId, key)));
    }

    public Task<SignInStep> Handle(NextStep request, CancellationToken token) => db.People.Where(p => p.Id == request.PersonId)
        .Select(p => new SignInStep(p.SecondFactor != null, p.SecondFactor == null && p.Roles.Any(r => db.Roles.Any(x => x.Id == r.RoleId && x.DemandsSecondFactor)), p.SecondFactorResetAt))
        .FirstAsync(token);
}
