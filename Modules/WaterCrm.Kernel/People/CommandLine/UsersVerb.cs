using MediatR;
using Microsoft.Extensions.Configuration;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Setup;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.People.CommandLine;

/// <summary><c>users</c>: who works here, for the operator of the machine - above all when nobody can get in any more.</summary>
internal sealed class UsersVerb(IMediator mediator, IConfiguration configuration, Database database) : IVerb
{
    public string Name => "users";

    public string Usage => "users [list | invite | link | disable | enable | reset-second-factor | make-administrator] ...   who works here; lets locked-out people in again";

    public string Help => $"""
        users [list] [--all]                         everybody who works here; --all: also those who are switched off
        users invite SIGN-IN-NAME --name "FULL NAME" --role ROLE [--role ROLE ...] [--email ADDRESS]
                                                     adds somebody and prints a link that works once, with which the person chooses a password (also: users create)
        users link SIGN-IN-NAME                      prints such a link for somebody who has forgotten the password; it also ends the wait after wrong ones
        users disable SIGN-IN-NAME                   switches the account off; what the person did stays
        users enable SIGN-IN-NAME                    switches it on again
        users reset-second-factor SIGN-IN-NAME       for a lost telephone: the password alone opens the account until a new one is set up
        users make-administrator SIGN-IN-NAME        gives back what an administrator needs - the account on, able to work, with the role - and prints a link

        Roles of the product: {string.Join(", ", StandardRoles.All)}.
        A server that is running notices within a minute. Everything is in the audit under "command line".
        """;

    public string? Wrong(string[] arguments) => Read(arguments) is var (what, given) && given is not null ? given.Wrong : $"Nothing called '{what}' can be done with users.";

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        using var actor = Telling.Operator();
        var (what, read) = Read(arguments);
        if (read is not { Wrong: null } given) return this.WrongUse(Wrong(arguments)!);

        return what switch
        {
            "list" => await List(given, token),
            "invite" or "create" => await Invite(given, token),
            "link" => await With(given, (person, _) => Link(person.Id, token), token),
            "disable" => await With(given, Disable, token),
            "enable" => await With(given, (person, _) => Done(new ActivatePerson(person.Id), $"{person.Name} can sign in again, with the password and the roles of before.", token), token),
            "reset-second-factor" => await With(given, ResetSecondFactor, token),
            _ => await With(given, MakeAdministrator, token),
        };
    }

    /// <summary>What is asked, and its arguments; null where there is no such thing.</summary>
    private static (string What, VerbArguments? Given) Read(string[] arguments)
    {
        var (what, rest) = arguments is [var first, ..] && !first.StartsWith('-') ? (first, arguments[1..]) : ("list", arguments);
        return (what, what switch
        {
            "list" => VerbArguments.Read(rest, ["--all"], []),
            "invite" or "create" => VerbArguments.Read(rest, [], ["--name", "--role", "--email"], mostWords: 1),
            "link" or "disable" or "enable" or "reset-second-factor" or "make-administrator" => VerbArguments.Read(rest, [], [], mostWords: 1),
            _ => null,
        });
    }

    private async Task<int> List(VerbArguments given, CancellationToken token)
    {
        var count = 0;
        foreach (var tab in given.Has("--all") ? [PeopleTab.Active, PeopleTab.Deactivated] : new[] { PeopleTab.Active })
        {
            string? after = null;
            do
            {
                var page = await mediator.Send(new FindPeople(new PeopleFilter { Tab = tab }, after, 1000), token);
                foreach (var person in page.People) Console.WriteLine(UserLines.Of(person, isOff: tab is PeopleTab.Deactivated));
                (count, after) = (count + page.People.Count, page.Next);
            }
            while (after is not null);
        }

        if (count == 0) Console.WriteLine($"Nobody has an account in {database.Where}. Start the program: it prints a link that makes the first administrator.");
        return 0;
    }

    private async Task<int> Invite(VerbArguments given, CancellationToken token)
    {
        if (given.Words is not [var signInName] || given.Of("--name") is not { } name) return this.WrongUse("Say the sign-in name, and the full name with --name.");

        var known = await mediator.Send(new ListRoles(), token);
        var roles = given.AllOf("--role").Select(asked => (Asked: asked, Role: known.FirstOrDefault(r => string.Equals(r.Name, asked, StringComparison.OrdinalIgnoreCase)))).ToList();
        if (roles.Count == 0) return this.WrongUse($"Say with --role what the person does here: {string.Join(", ", known.Select(r => r.Name))}.");
        if (roles.Find(r => r.Role is null) is { Asked: { } unknown }) return this.WrongUse($"There is no role '{unknown}'. These there are: {string.Join(", ", known.Select(r => r.Name))}.");
        if (roles.TrueForAll(r => r.Role!.Name != StandardRoles.Administrator) && (await mediator.Send(new FindPeople(new PeopleFilter(), Size: 1), token)).People.Count == 0)
        {
            Console.Error.WriteLine("There is nobody yet, and the first must be an administrator. Start the program and open the link it prints, or invite with --role Administrator.");
            return 1;
        }

        var added = await mediator.Send(new AddPerson(name, signInName, given.Of("--email"), [.. roles.Select(r => r.Role!.Id).Distinct()]), token);
        return added.Error is { } error ? Telling.Refused(error) : await Link(added.Value, token);
    }

    private async Task<int> Disable(PersonShown person, CancellationToken token)
    {
        var keys = await mediator.Send(new ListApiKeys(person.Id), token);
        var done = await Done(new DeactivatePerson(person.Id), $"{person.Name} cannot sign in any more. Open sessions end within a minute.", token);
        if (done == 0)
            foreach (var key in keys.Where(k => k.RevokedAt is null)) Console.WriteLine($"The API key '{key.Name}' has stopped, until somebody takes it over on the page of the API keys.");
        return done;
    }

    private async Task<int> ResetSecondFactor(PersonShown person, CancellationToken token)
    {
        if (person.SecondFactorSince is not null)
            return await Done(new ResetSecondFactor(person.Id), $"The second factor of {person.Name} is taken away. The password alone opens the account now; the person is told at the next sign-in.", token);

        Console.Error.WriteLine($"{person.Name} has no second factor.");
        return 1;
    }

    private async Task<int> MakeAdministrator(PersonShown person, CancellationToken token)
    {
        var administrator = (await mediator.Send(new ListRoles(), token)).Single(r => r.Name == StandardRoles.Administrator).Id;
        List<(IRequest<Result<Guid>> Command, string Said)> steps = [];
        if (!person.IsActive) steps.Add((new ActivatePerson(person.Id), $"The account of {person.Name} is on again."));
        if (person.ReadOnlyUntil is not null) steps.Add((new LookOnly(person.Id, null), $"{person.Name} may work again, not only look."));
        if (!person.Roles.Contains(administrator)) steps.Add((new ChangeRoles(person.Id, [.. person.Roles, administrator]), $"{person.Name} is administrator."));
        if (steps.Count == 0) Console.WriteLine($"{person.Name} was administrator already.");
        foreach (var (command, said) in steps)
            if (await Done(command, said, token) is var code and not 0) return code;

        if (person.SecondFactorSince is not null) Console.WriteLine($"If telephone and recovery codes are lost too: users reset-second-factor {person.SignInName}");
        return await Link(person.Id, token);
    }

    private async Task<int> Link(Guid person, CancellationToken token)
    {
        var made = await mediator.Send(new MakePasswordLink(person), token);
        if (made.Error is { } error) return Telling.Refused(error);

        Console.WriteLine($"With this link {made.Value.PersonName} chooses a password. It works once, until {made.Value.ExpiresAt:yyyy-MM-dd HH:mm} UTC; hand it over to nobody else.");
        Console.WriteLine($"  {Telling.PasswordLink(configuration, made.Value.Token)}");
        var mailed = await mediator.Send(new MailPasswordLink(person, made.Value.Token, made.Value.ExpiresAt), token);
        if (mailed.Error is null && mailed.Value.Address is { } address) Console.WriteLine($"It goes by mail to {address} as well, as soon as the server runs.");
        return 0;
    }

    /// <summary>Does something with the one person who is named.</summary>
    private async Task<int> With(VerbArguments given, Func<PersonShown, CancellationToken, Task<int>> what, CancellationToken token)
    {
        if (given.Words is not [var name]) return this.WrongUse("Say whose account: the sign-in name.");
        if (await mediator.Send(new FindPersonByName(name), token) is { } id && await mediator.Send(new ShowPerson(id), token) is { } person) return await what(person, token);

        return Telling.Wrong($"Nobody in {database.Where} has the sign-in name '{name}'. users list --all names everybody.");
    }

    private async Task<int> Done(IRequest<Result<Guid>> command, string said, CancellationToken token)
    {
        if ((await mediator.Send(command, token)).Error is { } error) return Telling.Refused(error);
        Console.WriteLine(said);
        return 0;
    }
}
