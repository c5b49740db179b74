using Microsoft.Extensions.Localization;

namespace WaterCrm.Sops.Components;

internal static class Actors
{
    /// <summary>The name of whoever acted; the system and strangers have a word instead of a name.</summary>
    public static string Named(this IStringLocalizer S, string? name, string? absent) => absent is null ? S.Named(name) : S["{0} for {1}", S.Named(name), absent];

    private static string Named(this IStringLocalizer S, string? name) =>
        name is null or "public" ? S["somebody from outside"] : name == "system" || name.StartsWith("system:", StringComparison.Ordinal) ? S["the system"] : name;
}
