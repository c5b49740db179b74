using WaterCrm.Kernel.Guidance;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Guidance;

/// <summary>The user guide as it lies in the repository.</summary>
internal static class Guides
{
    public static IReadOnlyDictionary<string, string> Chapters { get; } =
        Directory.GetFiles(Repository.PathOf("docs", "user-guide"), "*.md").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);

    /// <summary>What a link may lead to: a chapter, or a heading in it.</summary>
    public static HashSet<string> Places { get; } =
        [.. Chapters.Keys, .. Chapters.SelectMany(c => MarkdownText.Read(c.Value).Anchors.Select(anchor => $"{c.Key}#{anchor}"))];
}
