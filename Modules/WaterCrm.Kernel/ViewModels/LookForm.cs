using Microsoft.AspNetCore.Http;
using WaterCrm.Kernel.Look;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>Logo and colour as they were sent.</summary>
public sealed record LookForm
{
    public string? Colour { get; init; }
    public bool OwnColour { get; init; }
    public IFormFile? Logo { get; init; }
    public bool RemoveLogo { get; init; }
    public int Version { get; init; }

    /// <summary>A button that offers another colour; it wins over the field.</summary>
    public string? Instead { get; init; }

    internal ChangeLook ToRequest() => new(Instead ?? (OwnColour ? Colour ?? "" : ""), Version)
    {
        Sent = Logo is { } logo ? new SentLogo(logo.FileName, logo.OpenReadStream) : null, RemoveLogo = RemoveLogo,
    };
}

/// <param name="Colour">Typed or in force; empty for the product's own.</param>
/// <param name="HasLogo">Whether there is one to take away.</param>
/// <param name="Version">Of the settings.</param>
public sealed record LookPage(string Colour, bool HasLogo, int Version)
{
    private Look.Colour? Read => Look.Colour.Read(Colour);

    /// <summary>Offered where the typed colour cannot be read.</summary>
    public string? Nearest => Read is { } colour && Palette.Of(colour) is null ? Palette.Nearest(colour).ToString() : null;

    /// <summary>White on the colour, to one.</summary>
    public double? OnLight => Read?.On(Look.Colour.White);

    /// <summary>The colour's light shade on the dark pages' paper.</summary>
    public double? OnDark => Read is { } colour && Palette.Of(colour) is { } palette ? palette.Dark["accent"].On(Palette.DarkPaper) : null;
}
