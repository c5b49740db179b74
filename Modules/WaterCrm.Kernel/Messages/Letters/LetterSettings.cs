using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Letters;

/// <summary>
/// How a letter lies on its sheet of A4. The window as shipped is that of the envelopes DL (110 × 220 mm, ISO 269) and C5/6 with the sheet folded in three:
/// 45 × 90 mm, 20 mm from the left and 45 mm from the top (DIN 5008, form B).
/// </summary>
[SettingsGroup("letters", "Letters", Help = "How letters are printed. Print one and put it into an envelope before you print many.", Order = 33)]
public sealed record LetterSettings
{
    [Setting("Line of the sender above the address", Help = "Such as Song Xanh Water, 1 Nguyễn Huệ, Quận 1. Empty for the name of the utility.")]
    public string Sender { get; init; } = "";

    [Setting("Place in front of the date", Help = "Such as Biên Hòa. Empty for the date alone.")]
    public string Place { get; init; } = "";

    [Setting("Margin of the sheet", Unit = "mm", Min = 5, Max = 40)]
    public int Margin { get; init; } = 20;

    [Setting("Window: from the left edge", Unit = "mm", Min = 5, Max = 150)]
    public int WindowLeft { get; init; } = 20;

    [Setting("Window: from the top edge", Unit = "mm", Min = 5, Max = 150)]
    public int WindowTop { get; init; } = 45;

    [Setting("Window: width", Unit = "mm", Min = 50, Max = 150)]
    public int WindowWidth { get; init; } = 90;

    [Setting("Window: height", Unit = "mm", Min = 20, Max = 90)]
    public int WindowHeight { get; init; } = 45;
}

internal sealed class LetterSettingsRules : AbstractValidator<LetterSettings>
{
    private const int A4Width = 210;   // mm

    public LetterSettingsRules()
    {
        RuleFor(l => l.Sender).MaximumLength(120).WithMessage("Use at most 120 characters.");
        RuleFor(l => l.Place).MaximumLength(60).WithMessage("Use at most 60 characters.");
        RuleFor(l => l.WindowLeft).Must((l, left) => left >= l.Margin).WithMessage("The window cannot begin within the margin: printers leave that white.");
        RuleFor(l => l.WindowTop).Must((l, top) => top >= l.Margin).WithMessage("The window cannot begin within the margin: printers leave that white.");
        RuleFor(l => l.WindowWidth).Must((l, width) => l.WindowLeft + width <= A4Width - l.Margin).WithMessage("The window ends beyond the sheet. A sheet of A4 is 210 mm wide.");
    }
}
