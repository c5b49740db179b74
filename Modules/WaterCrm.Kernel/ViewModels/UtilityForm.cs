using Microsoft.AspNetCore.Http;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Setup;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>What the set-up asks, as it was sent.</summary>
public sealed record UtilityForm
{
    public string? Name { get; init; }
    public string? Telephone { get; init; }
    public string[] Languages { get; init; } = [];   // no box ticked is not sent
    public string Language { get; init; } = "en";
    public string TimeZone { get; init; } = "Asia/Ho_Chi_Minh";
    public string Currency { get; init; } = "VND";
    public bool OwnColour { get; init; }
    public string Colour { get; init; } = "#0b5a87";
    public IFormFile? Logo { get; init; }
    public bool Demonstration { get; init; }

    /// <summary>A button that offers another colour.</summary>
    public string? Instead { get; init; }

    internal IReadOnlyList<FieldOption> Zones { get; init; } = [];

    internal IReadOnlyList<FieldOption> Currencies { get; init; } = [];

    internal string? Nearest => OwnColour && Look.Colour.Read(Colour) is { } colour && Palette.Of(colour) is null ? Palette.Nearest(colour).ToString() : null;

    internal FinishSetup ToRequest() => new(Demonstration)
    {
        Utility = new UtilitySettings { Name = Name?.Trim() ?? "", Telephone = Telephone?.Trim() ?? "", Languages = Languages, Language = Language, TimeZone = TimeZone, Currency = Currency },
        Look = new ChangeLook(Instead ?? (OwnColour ? Colour : ""), null) { Sent = Logo is { } logo ? new SentLogo(logo.FileName, logo.OpenReadStream) : null },
    };
}
