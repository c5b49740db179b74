using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;
using WaterCrm.Tests.Words;

namespace WaterCrm.Tests.Guidance;

/// <summary>
/// The user guide speaks of the product as it is: what stands in bold is on a screen word for word, an address in a code span opens, a picture is there.
/// That a picture shows what the text says is for people to see.
/// </summary>
public sealed partial class UserGuideTests : IAsyncLifetime
{
    private static readonly string[] Roles = ["administrator", "care-staff", "cashier", "director", "head", "signing-in", "team", "webmaster"];

    private TestHost host = null!;

    public static TheoryData<string> Chapters => [.. Guides.Chapters.Keys];

    /// <summary>Those that must be there in a language other than English.</summary>
    public static TheoryData<string> Translations => [.. from chapter in Guides.English from language in Languages.All where language.Culture.Name != "en" select $"{chapter}.{language.Culture.Name}"];

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void There_is_a_chapter_for_each_role_and_the_first_page_leads_to_it()
    {
        Assert.Superset(Roles.ToHashSet(), Guides.Chapters.Keys.ToHashSet());
        Assert.All(Guides.English.Where(c => c != "README"), c => Assert.Contains($"({c}.md)", Guides.Chapters["README"], StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Translations))]
    public void A_chapter_says_the_same_in_every_language_heading_by_heading(string chapter)
    {
        var (said, english) = (Guides.Chapters[chapter], Guides.Chapters[chapter.Split('.')[0]]);

        foreach (var part in new[] { Heading(), Picture(), Link(), Step() })
            Assert.Equal(part.Matches(english).Select(m => m.Groups[1].Value), part.Matches(said).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public async Task A_link_to_a_place_in_a_chapter_holds_in_every_language()
    {
        using var reader = await host.SignedInAs(StandardRoles.CareStaff);

        foreach (var language in Languages.All)
            Assert.Contains("id=\"take-a-call\"", await reader.GetStringAsync($"/staff/guide/care-staff?lang={language.Culture.Name}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Chapters))]
    public void What_stands_in_bold_stands_on_a_screen(string chapter) => Assert.Equal("", string.Join("\n", NotOnScreens(Guides.Chapters[chapter], LanguageOf(chapter))));

    [Theory, MemberData(nameof(Chapters))]
    public void An_address_opens(string chapter) => Assert.Equal("", string.Join("\n", Closed(Guides.Chapters[chapter])));

    [Fact]
    public void Words_and_addresses_that_are_gone_are_noticed()
    {
        Assert.Equal(["Pull the lever"], NotOnScreens("Press **Record complaint** or **Pull the lever**.", "en"));
        Assert.Equal(["Record complaint"], NotOnScreens("Bấm **Record complaint** rồi **Quá hạn**.", "vi"));
        Assert.Equal(["/staff/lever"], Closed("Open `/staff/complaints/new`, `/` and `/staff/lever`, press `j`."));
    }

    [Fact]
    public void Every_picture_that_lies_there_is_shown_and_all_together_are_small()
    {
        var shown = Guides.Chapters.Values.SelectMany(text => Picture().Matches(text)).Select(m => m.Groups[1].Value).ToHashSet();
        var there = new DirectoryInfo(Repository.PathOf("docs", "user-guide", "pictures")).GetFiles("*.png");

        Assert.True(shown.Count > 15);
        Assert.Empty(shown.Except(there.Select(f => f.Name)));
        Assert.Empty(there.Select(f => f.Name).Except(shown));
        Assert.InRange(there.Sum(f => f.Length), 100_000, 3_000_000);
    }

    private static string LanguageOf(string chapter) => chapter.Split('.') is [_, var language] ? language : "en";

    private static IEnumerable<string> NotOnScreens(string text, string language) => Bold().Matches(text).Select(m => m.Groups[1].Value).Where(said => !Said[language].Contains(said)).Distinct();

    private IEnumerable<string> Closed(string text) => Address().Matches(text).Select(m => m.Groups[1].Value).Where(address => address != "/" && !Patterns.Any(p => p.TryMatch(address, []))).Distinct();

    private IEnumerable<TemplateMatcher> Patterns => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && e.RoutePattern.RawText is { } raw && !raw.Contains("{controller", StringComparison.Ordinal))
        .Select(e => new TemplateMatcher(TemplateParser.Parse(e.RoutePattern.RawText!), []));

    /// <summary>The sentences of the modules and themes, and what their procedures call steps and outcomes.</summary>
    private static readonly Dictionary<string, HashSet<string>> Said = Languages.All.Select(l => l.Culture.Name).ToDictionary(language => language, language => new HashSet<string>(
    [
        .. language == "en" ? WordsInSource.Modules.SelectMany(m => WordsInSource.Of(m).Words).Select(w => w.Key)
            : WordsInSource.Modules.Select(m => Path.Combine(m.FullName, "Localization", $"{language}.po")).Where(File.Exists).SelectMany(f => PoFile.Read(f, File.ReadAllText(f))).SelectMany(e => e.Forms),
        .. Directory.GetFiles(Repository.PathOf("Modules"), "*.sop.json", SearchOption.AllDirectories)
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), $"\"{language}\":\\s*\"([^\"]+)\"")).Select(m => m.Groups[1].Value),
    ]));

    [GeneratedRegex(@"\*\*([^*\n]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("`(/[^`]*)`")]
    private static partial Regex Address();

    [GeneratedRegex(@"\]\(pictures/([^)]+)\)")]
    private static partial Regex Picture();

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)]+\.md[^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(\d+\.|-) ", RegexOptions.Multiline)]
    private static partial Regex Step();
}
