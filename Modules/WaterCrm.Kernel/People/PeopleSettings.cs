using Microsoft.Extensions.Configuration;

namespace WaterCrm.Kernel.People;

/// <summary>Section <c>People</c> of the configuration.</summary>
public sealed class PeopleSettings
{
    /// <summary>After so many wrong passwords in a row the account is closed for <see cref="LockMinutes"/>.</summary>
    public int WrongPasswords { get; init; } = 5;

    public int LockMinutes { get; init; } = 15;

    /// <summary>How long somebody stays signed in without doing anything.</summary>
    public int SessionHours { get; init; } = 8;

    /// <summary>How long a deactivated person or one whose role changed may at most go on as before.</summary>
    public int RecheckSeconds { get; init; } = 60;

    public int SetupLinkHours { get; init; } = 24;

    /// <summary>How long the link with which a person chooses a password can be used.</summary>
    public int PasswordLinkHours { get; init; } = 72;

    /// <summary>Tries a minute for one sign-in name, right or wrong.</summary>
    public int TriesPerName { get; init; } = 10;

    /// <summary>Tries a minute from one address. Generous, since a whole office may share one.</summary>
    public int TriesPerAddress { get; init; } = 120;

    internal TimeSpan Lock => TimeSpan.FromMinutes(LockMinutes);

    internal static PeopleSettings From(IConfiguration configuration) => configuration.GetSection("People").Get<PeopleSettings>() ?? new();
}
