using FluentValidation;
using WaterCrm.Kernel.Settings;
using WaterCrm.Modularity.Mvc;

namespace WaterCrm.Kernel.Look;

/// <summary>How the pages look. The logo is a file taken in; here stands which.</summary>
[SettingsGroup("look", "Colours and logo", Help = "Your logo, the colour of buttons, links and the band above the public pages, and the themes.", Order = 5, Page = "/staff/admin/look")]
public sealed record LookSettings
{
    /// <summary>As #0b5a87; empty for the colours the product comes with.</summary>
    [Setting("Colour")]
    public string Colour { get; init; } = "";

    /// <summary>SHA-256 of the file's content; empty for the drop.</summary>
    [Setting("Logo")]
    public string Logo { get; init; } = "";

    [Setting("Kind of the logo's file")]
    public string LogoType { get; init; } = "";

    /// <summary>Id; empty for the theme that the host names.</summary>
    [Setting("Theme of the staff's pages")]
    public string StaffTheme { get; init; } = "";

    /// <summary>Id; empty for the theme that the host names.</summary>
    [Setting("Theme of the public pages")]
    public string PublicTheme { get; init; } = "";
}

internal sealed class ChosenThemes(Settings<LookSettings> settings) : IThemeChoice
{
    public string Staff => settings.Current.StaffTheme;

    public string Public => settings.Current.PublicTheme;
}

internal sealed class LookSettingsRules : AbstractValidator<LookSettings>
{
    public LookSettingsRules()
    {
        RuleFor(l => l.Colour).Must(c => c.Length == 0 || Look.Colour.Read(c) is not null).WithMessage("Write the colour as #0b5a87.");
        RuleFor(l => l.Colour).Must(c => Look.Colour.Read(c) is not { } colour || Palette.Of(colour) is not null)
            .WithMessage("Text in this colour, or white text on it, is too faint to read. Take the nearest colour that can be read, or another one.");
    }
}
