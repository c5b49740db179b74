using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Adds somebody, who chooses a password by a link of their own.</summary>
[Audited("people.person-added", "Added a person")]
public sealed record AddPerson(string? Name, string? SignInName, string? Email, IReadOnlyCollection<Guid> Roles) : ICommand<Guid>, INamesPerson;

internal sealed class AddPersonRules : AbstractValidator<AddPerson>
{
    public AddPersonRules() => Include(new NamesPersonRules());
}

internal sealed class AddPersonHandler(KernelDbContext db, Administrators administrators, CommandScope command, TimeProvider clock) : IRequestHandler<AddPerson, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AddPerson request, CancellationToken token)
    {
        var key = Person.KeyOf(request.SignInName!);
        if (await db.People.AnyAsync(p => p.SignInKey == key, token)) return PeopleErrors.NameTaken;
        var given = await administrators.MayGive(request.Roles, [], token);
        if (!given.Is(out var roles)) return given.Error!;

        var person = new Person(Ids.New(clock), request.SignInName!, request.Name!, request.Email, clock.Utc());
        person.TakeRoles(request.Roles);
        db.Add(person);
        command.RolesChanged(person.Id, [], roles);
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
