using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Web;

/// <summary>What a browser says of itself, in words that people know.</summary>
internal static class Devices
{
    // The order matters: nearly every browser claims to be several others too.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("coc_coc", "Cốc Cốc"), ("MicroMessenger", "WeChat"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Macintosh", "Mac"), ("Linux", "Linux")];

    public static string InWords(string agent, IStringLocalizer S) => (Find(Browsers, agent), Find(Systems, agent)) switch
    {
        ({ } browser, { } system) => S["{0} on {1}", browser, system],
        (null, null) => S["an unknown device"],
        var (browser, system) => browser ?? system!,
    };

    private static string? Find((string Mark, string Name)[] known, string agent) => known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
