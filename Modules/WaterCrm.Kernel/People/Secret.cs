namespace WaterCrm.Kernel.People;

/// <summary>A password or token on its way through a command. It never shows itself in a log or an exception.</summary>
public readonly struct Secret(string? text)
{
    /// <summary>No password is longer; more is not even hashed.</summary>
    public const int MaximumLength = 256;

    internal string Text { get; } = text ?? "";

    public static implicit operator Secret(string? text) => new(text);

    public override string ToString() => "***";
}
