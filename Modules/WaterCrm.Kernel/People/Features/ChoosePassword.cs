using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>A person chooses a password with the link that was handed over. All sessions of that person end.</summary>
[Audited("people.password-chosen", "Chose a password by a link")]
public sealed record ChoosePassword(string Token, Secret Password, Secret PasswordAgain) : ICommand<Guid>, IOwnAccount
{
    internal Guid Person { get; init; }
    internal string? Hash { get; init; }
}

internal sealed class ChoosePasswordRules : AbstractValidator<ChoosePassword>
{
    public ChoosePasswordRules() => this.ChosenTwice(r => r.Password, r => r.PasswordAgain, _ => null);
}

internal sealed class PrepareChosenPassword(Links links, Passwords passwords) : IPrepare<ChoosePassword>
{
    public async Task<Result<ChoosePassword>> Prepare(ChoosePassword request, CancellationToken token) =>
        await links.Find(LinkPurpose.Password, request.Token, token) is { } person
            ? request with { Person = person, Hash = passwords.Hash(request.Password) }
            : KernelErrors.NotFound;
}

internal sealed class ChoosePasswordHandler(KernelDbContext db, Links links) : IRequestHandler<ChoosePassword, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChoosePassword request, CancellationToken token)
    {
        if (!await links.Use(LinkPurpose.Password, request.Token, token)) return KernelErrors.NotFound;
        if (await db.People.FirstOrDefaultAsync(p => p.Id == request.Person && p.IsActive, token) is not { } person) return KernelErrors.NotFound;

        person.SetPassword(request.Hash!);
        await db.EndSessions(person.Id, token);
        await db.SaveChangesAsync(token);
        await db.SignInTries.Where(t => t.PersonId == person.Id).ExecuteDeleteAsync(token);
        return person.Id;
    }
}
