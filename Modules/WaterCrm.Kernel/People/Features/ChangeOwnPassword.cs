using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Whoever is signed in changes the own password. The other sessions of that person end.</summary>
[Audited("people.own-password-changed", "Changed the own password")]
public sealed record ChangeOwnPassword(Secret Current, Secret Password, Secret PasswordAgain) : ICommand<Guid>, IOwnAccount
{
    internal string? Hash { get; init; }
}

internal sealed class ChangeOwnPasswordRules : AbstractValidator<ChangeOwnPassword>
{
    public ChangeOwnPasswordRules()
    {
        RuleFor(r => r.Current).Must(p => p.Text.Length > 0).WithMessage("Enter your present password.");
        this.ChosenTwice(r => r.Password, r => r.PasswordAgain, _ => null);
    }
}

internal sealed class PrepareOwnPassword(KernelDbContext db, IActor actor, IMediator mediator, Passwords passwords, PeopleSettings settings) : IPrepare<ChangeOwnPassword>
{
    public async Task<Result<ChangeOwnPassword>> Prepare(ChangeOwnPassword request, CancellationToken token)
    {
        if (actor.Id is not { } id) return KernelErrors.Forbidden;

        // At a screen left open, guessing has the same few tries as at the door.
        var hash = await db.People.Where(p => p.Id == id).Select(p => p.PasswordHash).FirstOrDefaultAsync(token);
        var mayTry = (await mediator.Send(new CountSignInTry(id, [new TrySource("own", settings.WrongPasswords)]), token)).Is(out var allowed) && allowed;
        return passwords.Verify(mayTry ? hash : null, request.Current).Right
            ? request with { Hash = passwords.Hash(request.Password) }
            : PeopleErrors.CurrentPasswordWrong;
    }
}

internal sealed class ChangeOwnPasswordHandler(KernelDbContext db, IActor actor) : IRequestHandler<ChangeOwnPassword, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChangeOwnPassword request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == actor.Id && p.IsActive, token) is not { } person) return KernelErrors.Forbidden;

        person.SetPassword(request.Hash!);
        await db.EndSessions(person.Id, token);
        await db.SaveChangesAsync(token);
        await db.SignInTries.Where(t => t.PersonId == person.Id).ExecuteDeleteAsync(token);
        return person.Id;
    }
}
