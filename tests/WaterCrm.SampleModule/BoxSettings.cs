using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.SampleModule;

[SettingsGroup("sample-box", "Suggestion box", Help = "When the box takes suggestions.")]
public sealed record BoxSettings
{
    [Setting("Open", Help = "A closed box shows its sign instead of the form.")]
    public bool IsOpen { get; init; } = true;

    [Setting("Sign on the closed box")]
    public string Sign { get; init; } = "";

    [Setting("Longest suggestion", Unit = "characters", Min = 50, Max = 500)]
    public int Longest { get; init; } = 500;

    [Setting("Suggestions that nobody took up are forgotten after", Unit = "days", Min = 30, Max = 3650)]
    public int KeepDays { get; init; } = 365;
}

internal sealed class BoxSettingsRules : AbstractValidator<BoxSettings>
{
    public BoxSettingsRules() => RuleFor(b => b.Sign).NotEmpty().When(b => !b.IsOpen).WithMessage("Say why the box is closed.");
}
