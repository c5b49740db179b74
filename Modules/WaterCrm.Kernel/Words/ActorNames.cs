using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Words;

public static class ActorNames
{
    /// <summary>The name of whoever acted; the system and strangers have a word instead of a name.</summary>
    public static string Named(this IStringLocalizer S, string? name) =>
        name is null or "public" ? S["somebody from outside"] : name == "system" || name.StartsWith("system:", StringComparison.Ordinal) ? S["the system"] : name;
}
