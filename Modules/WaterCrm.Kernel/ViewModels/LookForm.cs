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

    /// <summary>Ids; empty for those that the host names.</summary>
    public string? StaffTheme { get; init; }
    public string? PublicTheme { get; init; }

    /// <summary>A button that offers another colour; it wins over the field.</summary>
    public string? Instead { get; init; }

    internal ChangeLook ToRequest() => new(Instead ?? (OwnColour ? Colour ?? "" : ""), Version)
    {
        Sent = Logo is { } logo ? new SentLogo(logo.FileName, logo.OpenReadStream) : null, RemoveLogo = RemoveLogo, StaffTheme = Theme(StaffTheme), PublicTheme = Theme(PublicTheme),
    };

    /// <summary>The binder makes null of an empty field; the field's own value for the host's theme is a hyphen.</summary>
    private static string? Theme(string? sent) => sent == ThemeField.HostsOwn ? "" : sent;
}

/// <summary>The themes that some pages can wear.</summary>
/// <param name="Name">Of the form's field.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Options">Value and name; the host's own theme first.</param>
/// <param name="Chosen">Its value.</param>
public sealed record ThemeField(string Name, string Label, IReadOnlyList<(string Value, string Name)> Options, string Chosen)
{
    internal const string HostsOwn = "-";
}

/// <param name="Colour">Typed or in force; empty for the product's own.</param>
/// <param name="HasLogo">Whether there is one to take away.</param>
/// <param name="Version">Of the settings.</param>
public sealed record LookPage(string Colour, bool HasLogo, int Version)
{
    /// <summary>Those where there is something to choose.</summary>
    public IReadOnlyList<ThemeField> Themes { get; init; } = [];

    /// <summary>Chosen themes that are not there any more.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    private Look.Colour? Read => Look.Colour.Read(Colour);

    /// <summary>Offered where the typed colour cannot be read.</summary>
    public string? Nearest => Read is { } colour && Palette.Of(colour) is null ? Palette.Nearest(colour).ToString() : null;

    /// <summary>White on the colour, to one.</summary>
    public double? OnLight => Read?.On(Look.Colour.White);

    /// <summary>The colour's light shade on the dark pages' paper.</summary>
    public double? OnDark => Read is { } colour && Palette.Of(colour) is { } palette ? palette.Dark["accent"].On(Palette.DarkPaper) : null;
}
