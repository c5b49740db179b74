using System.IO.Compression;
using System.Text.RegularExpressions;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Words;

namespace WaterCrm.Tests.Look;

public sealed partial class ThemeFilesTests
{
    private static IEnumerable<FileInfo> Views => WordsInSource.Modules.SelectMany(m => m.EnumerateFiles("*", SearchOption.AllDirectories))
        .Where(f => f.Extension is ".cshtml" or ".razor" && !f.FullName.Contains("node_modules", StringComparison.Ordinal));

    [Fact]
    public void No_view_has_a_script_or_a_style_of_its_own() =>
        Assert.Empty(Views.SelectMany(f => Inline().Matches(File.ReadAllText(f.FullName)).Select(m => $"{Path.GetRelativePath(Repository.Root, f.FullName)}: {m.Value}")));

    /// <summary>A component writes an IHtmlContent as text: people would read the tags.</summary>
    [Fact]
    public void A_time_in_a_component_is_written_as_markup() =>
        Assert.Empty(Views.Where(f => f.Extension is ".razor" && TimeAsText().IsMatch(File.ReadAllText(f.FullName))).Select(f => f.Name));

    [Fact]
    public void There_are_views_to_check_and_a_breach_is_seen()
    {
        Assert.Contains(Views, f => f.Name == "_Layout.cshtml");
        Assert.All(new[] { "<script>", "<script nonce=\"x\">", "<style>", "<p style=\"color:red\">", "<a onclick=\"x()\">", "<a href=\"javascript:x()\">" }, breach => Assert.Matches(Inline(), breach));
        Assert.Matches(TimeAsText(), "<p>@Show.DueElement(due)</p>");
        Assert.DoesNotMatch(TimeAsText(), "<p>@((MarkupString)Show.DueElement(due).ToString()!)</p>");
        Assert.DoesNotMatch(Inline(), "<script src=\"~/x.js\" defer></script><a data-style=\"x\" href=\"/on\">");
    }

    [Theory]
    [InlineData("Themes/WaterCrm.StaffTheme/Views/Shared/_Layout.cshtml", "_Trial", "_Demonstration", "_LookingOnly")]
    [InlineData("Themes/WaterCrm.PublicTheme/Views/Shared/_SiteHead.cshtml", "_Trial", "_Demonstration")]
    public void A_page_begins_with_what_must_be_said_on_every_page(string head, params string[] partials)
    {
        var body = File.ReadAllText(Repository.PathOf(head)).Split("class=\"skip\"")[1].Split("<header")[0];

        Assert.All(partials, partial => Assert.Matches($"<partial name=\"{partial}\" />|@await Kept.ShowToEverybody\\(Html, \"{partial}\"\\)", body));
    }

    [Fact]
    public void The_lock_of_browser_files_names_no_address() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Repository.PathOf("Themes", "WaterCrm.StaffTheme", "package-lock.json")), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_loaded_from_elsewhere() =>
        Assert.Empty(Views.Where(f => Foreign().IsMatch(File.ReadAllText(f.FullName))).Select(f => f.Name)
            .Concat(WordsInSource.Modules.Select(m => new DirectoryInfo(Path.Combine(m.FullName, "wwwroot"))).Where(d => d.Exists).SelectMany(d => d.EnumerateFiles("*.css", SearchOption.AllDirectories))
                .Where(f => !f.FullName.Contains($"{Path.DirectorySeparatorChar}lib{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && ForeignInCss().IsMatch(File.ReadAllText(f.FullName))).Select(f => f.Name)));

    /// <summary>Styles are all that every public page loads; the rest of the 100 KB is the page's own.</summary>
    [Fact]
    public void The_public_look_is_small()
    {
        var bytes = new[] { "Modules/WaterCrm.Kernel/wwwroot/css/parts.css", "Themes/WaterCrm.PublicTheme/wwwroot/css/public.css", "Modules/WaterCrm.Kernel/wwwroot/img/icon.svg" }.Sum(file => Compressed(File.ReadAllBytes(Repository.PathOf(file))));
        Assert.InRange(bytes, 1, 12_000);
    }

    private static long Compressed(byte[] file)
    {
        using var into = new MemoryStream();
        using (var gzip = new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(file);
        return into.Length;
    }

    [GeneratedRegex("""<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\s(?<!-)style=|\son[a-z]+=["']|href=["']javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"@Show\.\w+Element\(")]
    private static partial Regex TimeAsText();

    [GeneratedRegex("""(?:src|action)=["'](?:https?:)?//|<link[^>]+href=["'](?:https?:)?//""")]
    private static partial Regex Foreign();

    [GeneratedRegex("""@import|url\(["']?(?:https?:)?//""")]
    private static partial Regex ForeignInCss();
}
