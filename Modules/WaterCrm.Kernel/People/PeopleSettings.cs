using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.People;

/// <summary>How people get in, and how long they stay.</summary>
[SettingsGroup("people", "Signing in", Help = "How long people stay signed in, and what happens after wrong passwords.", Order = 20)]
public sealed record PeopleSettings
{
    [Setting("Wrong passwords until a network or a known device has to wait", Min = 1, Max = 100)]
    public int WrongPasswords { get; init; } = 5;

    /// <summary>NIST SP 800-63B allows 100 at most.</summary>
    [Setting("Wrong passwords from all unknown devices together", Min = 1, Max = 100)]
    public int WrongPasswordsFromEverybody { get; init; } = 20;

    [Setting("The first wait", Help = "Each further one is twice as long as the one before.", Unit = "minutes", Min = 1, Max = 1440)]
    public int LockMinutes { get; init; } = 15;

    [Setting("The longest wait", Unit = "minutes", Min = 1, Max = 10080)]
    public int LongestLockMinutes { get; init; } = 24 * 60;

    [Setting("A device in which a person has signed in is remembered for", Unit = "days", Min = 1, Max = 400)]
    public int DeviceDays { get; init; } = 180;

    [Setting("A session ends after this long without doing anything", Unit = "hours", Min = 1, Max = 168)]
    public int SessionHours { get; init; } = 8;

    [Setting("Open sessions follow a changed role or a deactivated person within", Unit = "seconds", Max = 3600)]
    public int RecheckSeconds { get; init; } = 60;

    [Setting("A link for a new password works for", Unit = "hours", Min = 1, Max = 720)]
    public int PasswordLinkHours { get; init; } = 72;

    [Setting("Tries a minute for one sign-in name from one side, right or wrong", Min = 1, Max = 1000)]
    public int TriesPerName { get; init; } = 10;

    [Setting("Tries a minute from one address", Help = "Generous, since a whole office may share one.", Min = 1, Max = 100000)]
    public int TriesPerAddress { get; init; } = 120;

    [Setting("Requests a minute with one API key", Min = 1, Max = 100000)]
    public int RequestsPerKey { get; init; } = 300;

    [Setting("A page on which much depends asks again for the second factor after", Unit = "minutes", Min = 1, Max = 480)]
    public int FreshMinutes { get; init; } = 10;

    internal TimeSpan LongestLock => TimeSpan.FromMinutes(Math.Max(LockMinutes, LongestLockMinutes));

    /// <param name="before">How many locks came before this one.</param>
    internal TimeSpan Lock(int before) => TimeSpan.FromMinutes(Math.Min(LockMinutes * Math.Pow(2, before), LongestLock.TotalMinutes));
}
