using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Guidance;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Words;

namespace WaterCrm.Tests.Guidance;

/// <summary>Every page of the staff has help in every language: the pages are those that the running host has, so that a new one is asked for because it is there.</summary>
public sealed class HelpOfEveryPageTests : IAsyncLifetime
{
    /// <summary>Pages that explain themselves: they are the help, the guide, and one question.</summary>
    private static readonly string[] NeedNone = ["staff/help", "staff/guide", "staff/feedback"];

    private TestHost host = null!;

    private HelpBook Help => host.Services.GetRequiredService<HelpBook>();

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void There_are_pages_and_texts_to_check()
    {
        Assert.Contains(Pages(), p => p is { Pattern: "staff/complaints/new", Controller: "NewComplaint" });
        Assert.True(Pages().Select(p => p.Module).Distinct().Count() >= 4);
        Assert.True(Help.Pages.Count > 35);
    }

    [Fact]
    public void Every_page_of_the_staff_has_help_in_every_language() => Assert.Equal("", string.Join("\n", Missing(Pages())));

    [Fact]
    public void A_page_without_help_is_noticed() =>
        Assert.Equal(["staff/offender: no help, write Help/Offender.en.md in WaterCrm.Kernel"], Missing([new StaffPage("staff/offender", "WaterCrm.Kernel", "Offender", "Index")]));

    [Fact]
    public void A_text_that_stands_beside_no_page_is_noticed()
    {
        var reached = Pages().Select(p => (p.Module, Help.PageOf(p.Module, p.Controller, p.Action))).ToHashSet();
        Assert.DoesNotContain(Help.Pages, p => p.Page != HelpBook.PublicPage && !reached.Contains((p.Module, p.Page)));
    }

    [Fact]
    public void Every_text_says_how_what_the_words_mean_what_to_do_when_it_goes_wrong_and_where_there_is_more() => Assert.Equal("", string.Join("\n", Texts().SelectMany(t => Flaws(t.Where, t.Source))));

    [Fact]
    public void Every_text_of_a_page_has_the_same_parts_in_every_language() => Assert.Empty(
        from page in Help.Pages
        let counts = Languages.All.Select(l => Help.Source(page.Module, page.Page, l.Culture.Name) is { } source ? source.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal) || (line.Length > 1 && char.IsDigit(line[0]))) : 0).Distinct()
        where counts.Count() > 1
        select page);

    [Fact]
    public void The_check_of_texts_notices_a_bad_one()
    {
        Assert.Equal(["x: has no first sentence", "x: has 1 parts instead of 3", "x: does not lead to the user guide", "x: [[No such button]] is on no page"], Flaws("x", "# Title\n\n## How\n\n1. Press [[No such button]].\n"));
        Assert.Equal(["x: the user guide has no signing-in#nowhere"], Flaws("x", "# Title\n\nText.\n\n## A\n\n## B\n\n## C\n\n[more](guide:signing-in#nowhere)\n"));
    }

    private IEnumerable<string> Missing(IEnumerable<StaffPage> pages) =>
        from page in pages
        let name = Help.PageOf(page.Module, page.Controller, page.Action)
        from wrong in name is null
            ? [$"no help, write Help/{page.Controller}.en.md in {page.Module}"]
            : Languages.All.Where(l => !Help.Has(page.Module, name, l.Culture.Name)).Select(l => $"Help/{name}.{l.Culture.Name}.md is missing in {page.Module}")
        select $"{page.Pattern}: {wrong}";

    private IEnumerable<(string Where, string Source)> Texts() =>
        from page in Help.Pages
        where page.Page != HelpBook.PublicPage
        from language in Languages.All
        let source = Help.Source(page.Module, page.Page, language.Culture.Name)
        where source is not null
        select ($"{page.Module}/Help/{page.Page}.{language.Culture.Name}.md", source);

    private static List<string> Flaws(string where, string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        List<string> flaws = [];
        if (!lines[0].StartsWith("# ", StringComparison.Ordinal)) flaws.Add("does not begin with its title");
        if (lines.Skip(1).FirstOrDefault(l => l.Length > 0)?.StartsWith('#') is not false) flaws.Add("has no first sentence");
        var parts = lines.Count(l => l.StartsWith("## ", StringComparison.Ordinal));
        if (parts != 3) flaws.Add($"has {parts} parts instead of 3");
        var chapter = source.Contains("](guide:", StringComparison.Ordinal) ? source.Split("](guide:")[1].Split(')')[0] : null;
        if (chapter is null) flaws.Add("does not lead to the user guide");
        else if (!Guides.Places.Contains(chapter)) flaws.Add($"the user guide has no {chapter}");
        flaws.AddRange(HelpBook.Word().Matches(source).Select(m => m.Groups["key"].Value).Where(w => !Said.Contains(w)).Select(w => $"[[{w}]] is on no page"));
        return flaws.ConvertAll(flaw => $"{where}: {flaw}");
    }

    /// <summary>What any module or theme says somewhere.</summary>
    private static readonly HashSet<string> Said = [.. WordsInSource.Modules.SelectMany(m => WordsInSource.Of(m).Words).Select(w => w.Key)];

    private List<StaffPage> Pages() =>
    [
        .. from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
           where action is not null && endpoint.RoutePattern.RawText!.StartsWith("staff", StringComparison.Ordinal)
           where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is true
           where !NeedNone.Any(own => endpoint.RoutePattern.RawText == own || endpoint.RoutePattern.RawText!.StartsWith(own + "/", StringComparison.Ordinal))
           select new StaffPage(endpoint.RoutePattern.RawText!, action.RouteValues["area"]!, action.ControllerName, action.ActionName),
    ];

    private sealed record StaffPage(string Pattern, string Module, string Controller, string Action);
}
