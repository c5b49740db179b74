using System.Text.RegularExpressions;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Docs;

public partial class DocsTests
{
    public static TheoryData<string> Pages => [.. MarkdownFiles()];

    public static TheoryData<string> Decisions => [.. MarkdownFiles().Where(page => DecisionPage().IsMatch(page))];

    [Fact]
    public void There_are_pages_to_check()
    {
        Assert.Contains("README.md", MarkdownFiles());
        Assert.True(Decisions.Count >= 15);
    }

    [Theory, MemberData(nameof(Pages))]
    public void Links_to_files_lead_somewhere(string page) => Assert.Empty(BrokenLinks(page, Read(page)));

    [Fact]
    public void A_link_that_leads_nowhere_is_noticed()
    {
        string[] broken = ["docs/nowhere.md", "../outside.md"];
        Assert.Equal(broken, BrokenLinks("README.md", "[a](docs/nowhere.md#top) [b](LICENSE) [c](https://example.com) [d](../outside.md) [e](#here)"));
    }

    [Fact]
    public void The_readme_fits_on_two_screens() => Assert.InRange(Read("README.md").Split('\n').Length, 20, 120);

    [Theory, MemberData(nameof(Decisions))]
    public void A_decision_is_short_and_says_when_it_no_longer_holds(string page)
    {
        var text = Read(page);

        Assert.InRange(text.Split('\n').Length, 5, 60);
        Assert.All(["**Context.**", "**Decision.**", "**Why.**", "**Easier.**", "**Harder.**", "**No longer holds when**"], part => Assert.Contains(part, text));
    }

    [Theory, MemberData(nameof(Decisions))]
    public void The_list_of_decisions_names_each(string page) => Assert.Contains($"({Path.GetFileName(page)})", Read("docs/decisions/README.md"));

    [Theory, MemberData(nameof(Pages))]
    public void Code_that_says_where_it_is_from_stands_there(string page)
    {
        foreach (Match quoted in QuotedCode().Matches(Read(page)))
        {
            var source = Read(quoted.Groups["file"].Value);
            Assert.All(quoted.Groups["code"].Value.Split("\n...\n"), piece => Assert.Contains(piece.Trim('\n'), source));
        }
    }

    /// <summary>Each key of the operator guide's table is one the program reads or its settings name.</summary>
    [Fact]
    public void The_configuration_table_names_what_the_program_reads()
    {
        var read = string.Concat(new[] { "Host", "Modules" }
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Append(Repository.PathOf("Host/WaterCrm.Host/appsettings.json"))
            .Select(File.ReadAllText));
        var keys = ConfigurationKey().Matches(Read("docs/operator-guide.md").Split("## Configure")[1].Split("\n## ")[0]).Select(m => m.Groups[1].Value).ToList();

        Assert.True(keys.Count > 10);
        Assert.All(keys, key => Assert.True(read.Contains(key, StringComparison.Ordinal) || key.Split(':').All(part => read.Contains($"\"{part}\"", StringComparison.Ordinal)), key));
    }

    private static IEnumerable<string> MarkdownFiles() =>
        new[] { "README.md", "CONTRIBUTING.md" }
            .Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Select(Relative))
            .Concat(Directory.GetFiles(Repository.PathOf("Modules"), "README.md", SearchOption.AllDirectories).Select(Relative));

    private static string[] BrokenLinks(string page, string text) =>
        [.. Link().Matches(WithoutCode(text)).Select(m => m.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Select(target => target.Split('#')[0])
            .Where(target => !LeadsInside(page, target))];

    private static bool LeadsInside(string page, string target)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, target));
        return path.StartsWith(Repository.Root, StringComparison.Ordinal) && (File.Exists(path) || Directory.Exists(path));
    }

    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static string Read(string page) => File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"<!-- from (?<file>\S+) -->\n```\w*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"decisions/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionPage();

    [GeneratedRegex(@"(?<=^\|[^|]*)`([A-Z][A-Za-z:]+)`", RegexOptions.Multiline)]
    private static partial Regex ConfigurationKey();
}
