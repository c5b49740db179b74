using System.Globalization;

namespace WaterCrm.Kernel.Look;

/// <summary>A colour of the screen, and how well it is seen on another: the arithmetic of WCAG 2.2.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour White = new(255, 255, 255);

    /// <summary>Reads #0b5a87, as a browser's own colour field writes it; null for everything else.</summary>
    public static Colour? Read(string? text) =>
        text is ['#', .. { Length: 6 } digits] && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb) : null;

    /// <summary>From 1, the same, to 21, black on white.</summary>
    public double On(Colour ground)
    {
        var (a, b) = (Luminance, ground.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>So much of the other colour put in, from 0 to 1.</summary>
    public Colour Mixed(Colour other, double share) => new(Part(Red, other.Red, share), Part(Green, other.Green, share), Part(Blue, other.Blue, share));

    /// <summary>The same hue, darker: 1 leaves it as it is, 0 is black.</summary>
    public Colour Darker(double factor) => new(Part(0, Red, factor), Part(0, Green, factor), Part(0, Blue, factor));

    public override string ToString() => FormattableString.Invariant($"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    private static double Linear(byte part)
    {
        var c = part / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    private static byte Part(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);
}
