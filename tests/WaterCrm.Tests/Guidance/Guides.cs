using WaterCrm.Kernel.Guidance;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Guidance;

/// <summary>The user guide as it lies in the repository; a chapter is called "care-staff" in English and "care-staff.vi" in Vietnamese.</summary>
internal static class Guides
{
    public static IReadOnlyDictionary<string, string> Chapters { get; } =
        Directory.GetFiles(Repository.PathOf("docs", "user-guide"), "*.md").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);

    public static IEnumerable<string> English => Chapters.Keys.Where(c => !c.Contains('.', StringComparison.Ordinal));

    /// <summary>What a link may lead to in any language: a chapter, or a heading in it.</summary>
    public static HashSet<string> Places { get; } =
        [.. English, .. Chapters.Where(c => !c.Key.Contains('.', StringComparison.Ordinal)).SelectMany(c => MarkdownText.Read(c.Value).Anchors.Select(anchor => $"{c.Key}#{anchor}"))];
}
