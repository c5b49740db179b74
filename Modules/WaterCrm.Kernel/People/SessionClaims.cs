using System.Globalization;
using System.Security.Claims;

namespace WaterCrm.Kernel.People;

/// <summary>What a session's cookie says beside who its person is.</summary>
public static class SessionClaims
{
    /// <summary>Id of the session's row.</summary>
    public const string Session = "session";

    /// <summary>A role demands a second factor and there is none: until it is set up the session may do nothing else.</summary>
    public const string MustSetUp = "second-factor-missing";

    /// <summary>The account may look and change nothing.</summary>
    public const string ReadOnly = "read-only";

    /// <summary>The moment at which such an account ends.</summary>
    public const string ReadOnlyUntil = "read-only-until";

    /// <summary>End of an account that only looks; null for one that works.</summary>
    public static DateTime? LooksUntil(ClaimsPrincipal person) =>
        DateTime.TryParse(person.FindFirstValue(ReadOnlyUntil), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until) ? until : null;
}
