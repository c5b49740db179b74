using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops.Components;

internal static class Actors
{
    /// <summary>The name of whoever acted, and of the absent colleague for whom.</summary>
    public static string Named(this IStringLocalizer S, string? name, string? absent) => absent is null ? S.Named(name) : S["{0} for {1}", S.Named(name), absent];
}
