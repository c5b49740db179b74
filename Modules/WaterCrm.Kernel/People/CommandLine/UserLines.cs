using System.Globalization;
using WaterCrm.Kernel.People.Features;

namespace WaterCrm.Kernel.People.CommandLine;

/// <summary>A person in the list of the command line.</summary>
internal static class UserLines
{
    public static string Of(PersonRow person, bool isOff) =>
        $"{person.SignInName,-24} {person.Name,-28} {State(person, isOff),-40} {(person.HasSecondFactor ? "second factor" : "no second factor"),-16} {string.Join(", ", person.Roles)}";

    private static string State(PersonRow person, bool isOff) => person switch
    {
        _ when isOff => "off",
        { LockedUntil: { } until } => $"waits after wrong tries, until {Utc(until)}",
        { HasPassword: false, InvitedUntil: { } until } => $"invited, until {Utc(until)}",
        { HasPassword: false } => "invited, the link has ended",
        { ReadOnlyUntil: { } until } => $"only looks, until {Utc(until)}",
        _ => "on",
    };

    private static string Utc(DateTime at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
