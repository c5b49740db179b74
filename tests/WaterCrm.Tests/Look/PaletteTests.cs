using System.Globalization;
using System.Text.RegularExpressions;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Look;

/// <summary>WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for the outline of what one can use. Computed from the style sheet that is served.</summary>
public sealed partial class PaletteTests
{
    private static readonly string Sheet = File.ReadAllText(Repository.PathOf("Modules", "WaterCrm.Kernel", "wwwroot", "css", "parts.css"));

    private static readonly (string Ink, string Ground)[] Texts =
    [
        ("ink", "paper"), ("ink", "ground"), ("ink", "accent-soft"), ("ink", "late-soft"), ("ink", "warn-soft"), ("ink", "ok-soft"), ("ink", "line"),
        ("ink-soft", "paper"), ("ink-soft", "ground"), ("ink-soft", "accent-soft"),
        ("accent", "paper"), ("accent", "ground"), ("accent", "accent-soft"), ("accent-strong", "accent-soft"), ("accent-strong", "paper"),
        ("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("band-ink", "band"), ("band-ink", "band-strong"),
        ("late", "paper"), ("late", "ground"), ("late", "late-soft"), ("late", "accent-soft"), ("warn", "warn-soft"), ("warn", "paper"), ("ok", "ok-soft"), ("ok", "paper"),
    ];

    private static readonly (string Outline, string Ground)[] Outlines =
    [
        ("field-line", "paper"), ("field-line", "ground"), ("focus", "paper"), ("focus", "ground"), ("focus", "accent-soft"), ("accent", "ground"), ("ok", "ground"), ("late", "ground"),
    ];

    public static TheoryData<string> Palettes => ["light", "dark"];

    [Theory, MemberData(nameof(Palettes))]
    public void Text_can_be_read_on_every_ground_it_stands_on(string palette) => Assert.Empty(TooFaint(Tokens(palette), Texts, 4.5));

    [Theory, MemberData(nameof(Palettes))]
    public void What_one_can_use_has_an_outline_one_can_see(string palette) => Assert.Empty(TooFaint(Tokens(palette), Outlines, 3));

    [Fact]
    public void Dark_is_the_same_with_and_without_script()
    {
        Assert.Equal(Tokens("dark"), Read(Block(":root:not([data-bs-theme])")));
        Assert.Equal(Tokens("light").Keys.Order(), Tokens("dark").Keys.Order());
    }

    [Fact]
    public void Every_colour_of_the_themes_comes_from_the_palette()
    {
        var known = Tokens("light").Keys.ToHashSet();
        var sheets = new[] { "Modules/WaterCrm.Kernel/wwwroot/css/parts.css", "Themes/WaterCrm.StaffTheme/wwwroot/css/staff.css", "Themes/WaterCrm.PublicTheme/wwwroot/css/public.css" };
        Assert.All(sheets, sheet => Assert.Empty(Used().Matches(File.ReadAllText(Repository.PathOf(sheet))).Select(m => m.Groups[1].Value).Except(known)));
    }

    [Fact]
    public void The_computation_knows_the_two_ends_and_notices_grey_on_grey()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 2);
        Assert.Equal(1, Contrast("#777777", "#777777"), 2);
        Assert.Equal(4.48, Contrast("#777777", "#ffffff"), 2);   // the well-known grey that just fails
        Assert.Single(TooFaint(new() { ["ink"] = "#777777", ["paper"] = "#ffffff" }, [("ink", "paper")], 4.5));
    }

    private static IEnumerable<string> TooFaint(Dictionary<string, string> tokens, IEnumerable<(string On, string Ground)> pairs, double least) =>
        pairs.Select(p => (p, Ratio: Contrast(tokens[p.On], tokens[p.Ground]))).Where(x => x.Ratio < least).Select(x => FormattableString.Invariant($"{x.p.On} on {x.p.Ground}: {x.Ratio:0.00}"));

    private static Dictionary<string, string> Tokens(string palette) => Read(Block(palette == "light" ? ":root" : ":root[data-bs-theme=\"dark\"]"));

    private static string Block(string selector)
    {
        var start = Sheet.IndexOf(selector + " {", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{selector} is not in the style sheet");
        return Sheet[start..Sheet.IndexOf('}', start)];
    }

    private static Dictionary<string, string> Read(string block)
    {
        var tokens = Token().Matches(block).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.True(tokens.Count > 15);
        return tokens;
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    [GeneratedRegex(@"--wc-([a-z-]+):\s*(#[0-9a-f]{6})")]
    private static partial Regex Token();

    [GeneratedRegex(@"var\(--wc-([a-z-]+)\)")]
    private static partial Regex Used();
}
