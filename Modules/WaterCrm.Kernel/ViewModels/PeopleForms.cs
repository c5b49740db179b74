using WaterCrm.Kernel.People.Features;

namespace WaterCrm.Kernel.ViewModels;

public sealed record SignInForm
{
    public string? Name { get; init; }
    public string? Password { get; init; }
    public string? ReturnUrl { get; init; }
}

public sealed record SetupForm
{
    public string? Name { get; init; }
    public string? SignInName { get; init; }
    public string? Password { get; init; }
    public string? PasswordAgain { get; init; }
}

public sealed record PasswordForm
{
    public string? Current { get; init; }
    public string? Password { get; init; }
    public string? PasswordAgain { get; init; }
}

public sealed record PersonForm
{
    public string? Name { get; init; }
    public string? SignInName { get; init; }
    public string? Email { get; init; }
    public Guid[] Roles { get; init; } = [];

    /// <summary>The roles there are to choose from.</summary>
    internal IReadOnlyList<RoleRow> Known { get; init; } = [];
}

public sealed record PersonPage(PersonShown Person, IReadOnlyList<RoleRow> Known)
{
    public IReadOnlyCollection<Guid> Chosen { get; init; } = Person.Roles;
}

public sealed record PeoplePage(PeopleFilter Filter, string? After, PeopleFound Found, IReadOnlyList<RoleRow> Roles);

public sealed record PasswordLinkPage(PasswordLink Link, Guid PersonId, string Address)
{
    /// <summary>Where it was mailed to as well; null where it was not.</summary>
    public string? MailedTo { get; init; }
}

public sealed record CodeForm
{
    public string? Code { get; init; }
    public string? ReturnUrl { get; init; }
}

/// <summary>The page of the own second factor: to set up, or as it stands.</summary>
public sealed record SecondFactorPage(SecondFactorShown State, OfferedKey? Offer);

public sealed record SecondFactorForm
{
    public string? Offered { get; init; }
    public string? Code { get; init; }
    public string? Current { get; init; }
}

/// <summary>Where somebody is signed in. Own: the person who looks is the person who is shown.</summary>
public sealed record SessionsPage(Guid PersonId, string? PersonName, IReadOnlyList<SessionRow> Sessions, Guid? Current)
{
    public bool IsOwn => PersonName is null;
}

public sealed record PageViewsPage(FindPageViews Asked, PageViewsFound Found);
