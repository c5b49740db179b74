using System.Globalization;
using System.Text.RegularExpressions;

namespace WaterCrm.Modularity.Packages;

/// <summary>Which names of files a package may hold: such as name the same file, below the folder of the module, on every system.</summary>
internal static partial class PackageNames
{
    public const int Longest = 200;

    /// <summary>Null where the name is safe; else what is wrong with it.</summary>
    public static string? Wrong(string name)
    {
        if (name.EndsWith('/')) return "is a folder; a package holds files only";
        if (name.Length > Longest) return $"is longer than {Longest} letters";
        if (name.Any(IsUnseen)) return "holds letters that cannot be seen";
        if (name.IndexOfAny(['\\', ':', '*', '?', '"', '<', '>', '|']) >= 0) return "holds a letter that not every system allows in a name";
        if (!name.IsNormalized()) return "is not in the usual form of Unicode (NFC)";
        return name.Split('/').Select(WrongPart).FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>Dots and letters only: ids are names of folders, of types and of settings.</summary>
    public static bool IsId(string text) => text.Length <= 100 && Id().IsMatch(text);

    /// <summary>A name that somebody made up, fit for a message.</summary>
    public static string Shown(string name) => string.Concat(name.Take(100).Select(c => IsUnseen(c) ? '?' : c));

    private static string? WrongPart(string part)
    {
        if (part is "" or "." or "..") return "does not lead straight to a place below the module's folder";
        if (part[^1] is '.' or ' ' || part[0] is ' ') return "has a part that begins with a blank or ends with a dot or a blank, which Windows takes away";
        return Reserved().IsMatch(part) ? "is reserved on Windows" : null;
    }

    private static bool IsUnseen(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
