using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.People;

/// <summary>How people get in, and how long they stay.</summary>
[SettingsGroup("people", "Signing in", Help = "How long people stay signed in, and what happens after wrong passwords.", Order = 20)]
public sealed record PeopleSettings
{
    [Setting("Wrong passwords until an account is closed for a while", Min = 1, Max = 100)]
    public int WrongPasswords { get; init; } = 5;

    [Setting("How long it stays closed", Unit = "minutes", Min = 1, Max = 1440)]
    public int LockMinutes { get; init; } = 15;

    [Setting("A session ends after this long without doing anything", Unit = "hours", Min = 1, Max = 168)]
    public int SessionHours { get; init; } = 8;

    [Setting("Open sessions follow a changed role or a deactivated person within", Unit = "seconds", Max = 3600)]
    public int RecheckSeconds { get; init; } = 60;

    [Setting("A link for a new password works for", Unit = "hours", Min = 1, Max = 720)]
    public int PasswordLinkHours { get; init; } = 72;

    [Setting("Tries a minute for one sign-in name, right or wrong", Min = 1, Max = 1000)]
    public int TriesPerName { get; init; } = 10;

    [Setting("Tries a minute from one address", Help = "Generous, since a whole office may share one.", Min = 1, Max = 100000)]
    public int TriesPerAddress { get; init; } = 120;

    internal TimeSpan Lock => TimeSpan.FromMinutes(LockMinutes);
}
