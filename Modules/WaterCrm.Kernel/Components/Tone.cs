namespace WaterCrm.Kernel.Components;

/// <summary>How a state feels. The word beside it says the same: colour never speaks alone.</summary>
public enum Tone
{
    Quiet,
    Active,
    Good,
    Warn,
    Late,
}

/// <inheritdoc cref="Tone"/>
public static class Tones
{
    public static string Css(Tone tone) => tone switch
    {
        Tone.Active => "state state-active",
        Tone.Good => "state state-good",
        Tone.Warn => "state state-warn",
        Tone.Late => "state state-late",
        _ => "state",
    };
}
