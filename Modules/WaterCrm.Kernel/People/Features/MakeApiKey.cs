using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Makes a key with which a program comes in at <c>/api</c>. It is shown once. Nobody gives a program what they may not do themselves.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">Names of permissions.</param>
/// <param name="ExpiresAt">UTC; null for a key that does not end by itself.</param>
[Audited("people.api-key-made", "Made an API key")]
public sealed record MakeApiKey(string? Name, IReadOnlyCollection<string> Scopes, DateTime? ExpiresAt) : ICommand<NewApiKey>;

public sealed record NewApiKey(Guid Id, string Name, Secret Key) : IAbout
{
    Guid IAbout.About => Id;
}

/// <summary>The key opens nothing any more, from the next request on.</summary>
[Audited("people.api-key-revoked", "Revoked an API key")]
public sealed record RevokeApiKey(Guid Id) : ICommand<Guid>;

/// <summary>Whoever acts answers for the key from now on. Nobody takes over a key that may do what they may not do themselves.</summary>
[Audited("people.api-key-taken-over", "Took over an API key")]
public sealed record TakeOverApiKey(Guid Id) : ICommand<Guid>;

internal sealed class MakeApiKeyRules : AbstractValidator<MakeApiKey>
{
    public MakeApiKeyRules()
    {
        RuleFor(k => k.Name).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Say what the key is for.")
            .MaximumLength(100).WithMessage("Use at most 100 characters.");
        RuleFor(k => k.Scopes).Must(s => s.Count > 0).WithMessage("Choose at least one thing that the key may do.");
    }
}

internal sealed class MakeApiKeyHandler(KernelDbContext db, PermissionBook book, IActor actor, TimeProvider clock)
    : IRequestHandler<MakeApiKey, Result<NewApiKey>>, IRequestHandler<RevokeApiKey, Result<Guid>>, IRequestHandler<TakeOverApiKey, Result<Guid>>
{
    public async Task<Result<NewApiKey>> Handle(MakeApiKey request, CancellationToken token)
    {
        if (!await Holds(request.Scopes)) return PeopleErrors.ScopeNotHeld;
        if (request.ExpiresAt <= clock.Utc()) return PeopleErrors.EndsInThePast;
        if (PeopleErrors.IsTooFar(request.ExpiresAt, clock.Utc())) return PeopleErrors.EndsTooLate;

        var key = ApiKey.NewKey();
        var made = new ApiKey(Ids.New(clock), request.Name!, key, request.Scopes.Distinct(), request.ExpiresAt, actor.Id, actor.Name, clock.Utc());
        db.Add(made);
        await db.SaveChangesAsync(token);
        return new NewApiKey(made.Id, made.Name, key);
    }

    public async Task<Result<Guid>> Handle(RevokeApiKey request, CancellationToken token)
    {
        if (await db.ApiKeys.FirstOrDefaultAsync(k => k.Id == request.Id, token) is not { } key) return KernelErrors.NotFound;
        if (key.Revoke(clock.Utc()).Error is { } broken) return broken;
        await db.SaveChangesAsync(token);
        return key.Id;
    }

    public async Task<Result<Guid>> Handle(TakeOverApiKey request, CancellationToken token)
    {
        if (await db.ApiKeys.FirstOrDefaultAsync(k => k.Id == request.Id, token) is not { } key) return KernelErrors.NotFound;
        if (!await Holds(key.ScopeList)) return PeopleErrors.ScopeNotHeld;
        if (key.TakeOver(actor.Id).Error is { } broken) return broken;
        await db.SaveChangesAsync(token);
        return key.Id;
    }

    /// <summary>Whoever acts may do all of this themselves. The system has no id, and needs no permission.</summary>
    private async Task<bool> Holds(IReadOnlyCollection<string> scopes)
    {
        var known = (await book.All()).ToDictionary(p => p.Name);
        return scopes.All(s => known.TryGetValue(s, out var asked) && (actor.Id is null || PermissionRequirement.Has(actor.Principal, asked)));
    }
}
