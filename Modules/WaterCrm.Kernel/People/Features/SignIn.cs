using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Finds out whether somebody is who they say. The session itself is the controller's affair.</summary>
[Audited("people.signed-in", "Signed in")]
public sealed record SignIn(string? Name, Secret Password) : ICommand<Guid>, IOwnAccount
{
    /// <summary>Which tries a wrong password takes.</summary>
    public SignInFrom From { get; init; } = SignInFrom.Unknown;

    internal Guid Person { get; init; }

    /// <summary>The password hashed as we hash today, where its hash is from older days.</summary>
    internal string? NewHash { get; init; }
}

internal sealed class SignInRules : AbstractValidator<SignIn>
{
    public SignInRules()
    {
        RuleFor(s => s.Name).NotEmpty().WithMessage("Enter your sign-in name.");
        RuleFor(s => s.Password).Must(p => p.Text.Length > 0).WithMessage("Enter your password.");
    }
}

internal sealed class LookAtPassword(KernelDbContext db, IMediator mediator, Passwords passwords, PeopleSettings settings) : IPrepare<SignIn>
{
    public async Task<Result<SignIn>> Prepare(SignIn request, CancellationToken token)
    {
        var key = Person.KeyOf(request.Name!);
        var person = await db.People.Where(p => p.SignInKey == key).Select(p => new { p.Id, p.PasswordHash, p.IsActive }).FirstOrDefaultAsync(token);

        // The same steps in every case, so that the time tells nothing: one count in the database, one hash.
        var id = person?.Id ?? Guid.Empty;
        var mayTry = (await mediator.Send(new CountSignInTry(id, request.From.Sources(id, settings)), token)).Is(out var allowed) && allowed;
        var (right, stale) = passwords.Verify(mayTry && person is { IsActive: true } ? person.PasswordHash : null, request.Password);
        if (!right) return PeopleErrors.NotSignedIn(settings);

        return request with { Person = person!.Id, NewHash = stale ? passwords.Hash(request.Password) : null };
    }
}

internal sealed class SignInHandler(KernelDbContext db, PeopleSettings settings, TimeProvider clock) : IRequestHandler<SignIn, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SignIn request, CancellationToken token)
    {
        // Past the change tracker: signing in must not collide with somebody who edits this person.
        var now = clock.Utc();
        var person = db.People.Where(p => p.Id == request.Person && p.IsActive && (p.ReadOnlyUntil == null || p.ReadOnlyUntil > now));
        var found = await person.ExecuteUpdateAsync(p => p.SetProperty(x => x.LastSignedInAt, x => x.SecondFactor == null ? now : x.LastSignedInAt), token);   // else it is the code that lets in
        if (found == 0) return PeopleErrors.NotSignedIn(settings);   // deactivated this moment, or the account has ended

        var sources = request.From.Sources(request.Person, settings).Select(s => s.Key).ToList();
        await db.SignInTries.Where(t => t.PersonId == request.Person && sources.Contains(t.Source)).ExecuteDeleteAsync(token);
        if (request.NewHash is { } hash) await person.ExecuteUpdateAsync(p => p.SetProperty(x => x.PasswordHash, hash), token);
        return request.Person;
    }
}
