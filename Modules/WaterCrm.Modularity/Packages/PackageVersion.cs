using System.Globalization;

namespace WaterCrm.Modularity.Packages;

/// <summary>Versions of modules: one to four numbers with dots between them. 1.10.0 comes after 1.9.3, and 1.1 is 1.1.0.</summary>
public static class PackageVersion
{
    public static bool TryRead(string text, out Version version)
    {
        version = new Version(0, 0, 0, 0);
        if (string.IsNullOrEmpty(text)) return false;

        string[] parts = text.Split('.');
        Span<int> numbers = [0, 0, 0, 0];
        if (parts.Length > numbers.Length) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            // 1.01 and 1.1 would be one version in two folders.
            if (parts[i].Length > 1 && parts[i][0] == '0') return false;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return false;
        }

        version = new Version(numbers[0], numbers[1], numbers[2], numbers[3]);
        return true;
    }
}
