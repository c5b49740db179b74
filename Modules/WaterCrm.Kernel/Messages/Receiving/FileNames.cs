using System.Globalization;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>File names out of mails: no folder, no character that hides what the name is.</summary>
internal static class FileNames
{
    private const int Longest = 150;

    /// <summary>Null where nothing is left.</summary>
    public static string? Safe(string? name)
    {
        if (name is null) return null;
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        // Format characters turn "exe.jpg" around on the screen (U+202E).
        name = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format && !"<>:\"|?*".Contains(c)));
        name = name.Trim().TrimStart('.');
        if (name.Length > Longest) name = name[..(Longest - 20)] + name[^20..];
        return name.Length == 0 ? null : name;
    }
}
