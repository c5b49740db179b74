using System.Text;

namespace WaterCrm.Kernel.Look;

/// <summary>What is made of the utility's one colour: the accents of both themes, light and dark, each with the contrast of WCAG 2.2 AA.</summary>
internal sealed class Palette
{
    /// <summary>Text on its ground, to one.</summary>
    public const double Readable = 4.5;

    private const int Steps = 200;

    // The grounds of parts.css; a test compares them.
    internal static readonly Colour LightGround = new(0xf3, 0xf6, 0xf8), DarkPaper = new(0x17, 0x21, 0x29), DarkGround = new(0x0f, 0x16, 0x1c), DarkInk = new(0xe3, 0xe9, 0xee), LightInk = new(0x17, 0x24, 0x2f);

    private Palette(Colour colour) => Colour = colour;

    public Colour Colour { get; }

    /// <summary>By token of parts.css, without the prefix.</summary>
    public IReadOnlyDictionary<string, Colour> Light { get; private init; } = new Dictionary<string, Colour>();

    public IReadOnlyDictionary<string, Colour> Dark { get; private init; } = new Dictionary<string, Colour>();

    /// <summary>The palette, or null where letters in this colour, or white ones on it, could not be read.</summary>
    public static Palette? Of(Colour colour)
    {
        var soft = colour.Mixed(Colour.White, 0.93);
        if (Colour.White.On(colour) < Readable || colour.On(LightGround) < Readable || colour.On(soft) < Readable) return null;

        var strong = colour.Darker(0.75);
        var darkSoft = DarkPaper.Mixed(colour, 0.2);
        // A light shade of the same hue for letters on dark grounds, found from the colour towards white.
        var accent = First(n => colour.Mixed(Colour.White, n), c => c.On(darkSoft) >= Readable + 0.5 && c.On(DarkPaper) >= Readable + 0.5 && c.On(DarkGround) >= Readable);
        return new Palette(colour)
        {
            Light = new Dictionary<string, Colour>
            {
                ["accent"] = colour, ["accent-strong"] = strong, ["accent-ink"] = Colour.White, ["accent-soft"] = soft, ["focus"] = colour,
                ["band"] = colour, ["band-strong"] = strong, ["band-ink"] = Colour.White,
            },
            Dark = new Dictionary<string, Colour>
            {
                ["accent"] = accent, ["accent-strong"] = accent.Mixed(Colour.White, 0.35), ["accent-ink"] = First(n => colour.Darker(1 - n), c => c.On(accent) >= Readable),
                ["accent-soft"] = darkSoft, ["band"] = colour.Darker(0.8), ["band-strong"] = colour, ["band-ink"] = Colour.White,
            },
        };
    }

    /// <summary>The colour of the same hue, as little darker as can be, that can be read.</summary>
    public static Colour Nearest(Colour colour) => First(n => colour.Darker(1 - n), c => Of(c) is not null);

    /// <summary>The style sheet that is served after the themes' own.</summary>
    public string Sheet()
    {
        var css = new StringBuilder();
        css.Append(":root {\n").Append(Tokens(Light)).Append("}\n");
        css.Append(":root[data-bs-theme=\"dark\"] {\n").Append(Tokens(Dark)).Append("}\n");
        css.Append("@media (prefers-color-scheme: dark) {\n:root:not([data-bs-theme]) {\n").Append(Tokens(Dark)).Append("}\n}\n");
        // Paper is white whatever the screen is.
        return css.Append("@media print {\n:root, :root[data-bs-theme=\"dark\"], :root:not([data-bs-theme]) {\n").Append(Tokens(Light)).Append("}\n}\n").ToString();
    }

    private static string Tokens(IReadOnlyDictionary<string, Colour> tokens) => string.Concat(tokens.Select(t => $"  --wc-{t.Key}: {t.Value};\n"));

    private static Colour First(Func<double, Colour> at, Func<Colour, bool> will)
    {
        for (var step = 0; step < Steps; step++)
            if (at((double)step / Steps) is var found && will(found)) return found;
        return at(1);
    }
}
