using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Whoever has the link from the console becomes the first administrator.</summary>
[Audited("people.first-administrator-made", "Made the first administrator")]
public sealed record MakeFirstAdministrator(string Token, string? Name, string? SignInName, Secret Password, Secret PasswordAgain) : ICommand<Guid>, INamesPerson
{
    string? INamesPerson.Email => null;

    internal string? Hash { get; init; }
}

internal sealed class MakeFirstAdministratorRules : AbstractValidator<MakeFirstAdministrator>
{
    public MakeFirstAdministratorRules()
    {
        Include(new NamesPersonRules());
        this.ChosenTwice(r => r.Password, r => r.PasswordAgain, r => r.SignInName);
    }
}

internal sealed class PrepareFirstAdministrator(Links links, Passwords passwords) : IPrepare<MakeFirstAdministrator>
{
    public async Task<Result<MakeFirstAdministrator>> Prepare(MakeFirstAdministrator request, CancellationToken token) =>
        await links.Find(LinkPurpose.Setup, request.Token, token) is null
            ? KernelErrors.NotFound
            : request with { Hash = passwords.Hash(request.Password) };
}

internal sealed class MakeFirstAdministratorHandler(KernelDbContext db, Links links, TimeProvider clock) : IRequestHandler<MakeFirstAdministrator, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(MakeFirstAdministrator request, CancellationToken token)
    {
        if (!await links.Use(LinkPurpose.Setup, request.Token, token) || await db.People.AnyAsync(token)) return KernelErrors.NotFound;

        var administrator = await db.Roles.SingleAsync(r => r.HoldsEverything, token);
        var person = new Person(Ids.New(clock), request.SignInName!, request.Name!, null, clock.Utc());
        person.SetPassword(request.Hash!);
        person.TakeRoles([administrator.Id]);
        db.Add(person);
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
