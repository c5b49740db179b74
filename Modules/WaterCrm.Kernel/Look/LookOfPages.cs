using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Look;

/// <summary>What the themes need to wear the utility's colours and logo.</summary>
public sealed class LookOfPages(Settings<LookSettings> settings)
{
    private volatile Made? last;

    /// <summary>The logo's address, which changes with the logo; null where there is none.</summary>
    public string? LogoUrl => settings.Current.Logo is { Length: > 0 } sha ? $"/logo?v={sha[..12]}" : null;

    /// <summary>The address of the sheet with the utility's colours; null where the themes' own are worn.</summary>
    public string? SheetUrl => Now is { Css.Length: > 0 } made ? $"/theme.css?v={made.Version}" : null;

    internal string Sheet => Now.Css;

    private Made Now
    {
        get
        {
            var colour = settings.Current.Colour;
            return last is { } made && made.Colour == colour ? made : last = Make(colour);
        }
    }

    private static Made Make(string colour)
    {
        var css = Look.Colour.Read(colour) is { } read && Palette.Of(read) is { } palette ? palette.Sheet() : "";
        return new Made(colour, css, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))[..12]);
    }

    private sealed record Made(string Colour, string Css, string Version);
}
