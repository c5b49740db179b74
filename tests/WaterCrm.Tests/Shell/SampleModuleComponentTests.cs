using Microsoft.AspNetCore.Components;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Components;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

/// <summary>The sample module's component by itself. Its types come from the module's folder; a test of a module that is referenced names them.</summary>
public sealed class SampleModuleComponentTests : ComponentTestContext
{
    [Fact]
    public void A_suggestion_is_shown_as_it_was_written_and_wears_a_badge_when_somebody_follows_it()
    {
        var shown = Show("Wärmer & <b>klarer</b>", isTakenUp: true);

        Assert.Equal("Wärmer & <b>klarer</b>", shown.Find("p.suggestion").TextContent);
        Assert.Equal("just now", shown.Find("time.when").TextContent);
        shown.Find(".state").MarkupMatches("""<span class="state state-good">Taken up</span>""");
    }

    [Fact]
    public void What_the_box_asks_by_itself_names_the_complaint_and_wears_none()
    {
        var shown = Show("", isTakenUp: false, complaint: "C-2026-000001");

        Assert.Equal("Complaint C-2026-000001 took too long. What should we do better?", shown.Find("p.suggestion").TextContent);
        Assert.Empty(shown.FindAll(".state"));
    }

    private RenderedComponent<DynamicComponent> Show(string text, bool isTakenUp, string? complaint = null)
    {
        var module = ModuleLoadContext.LoadModule("WaterCrm.SampleModule", Path.Combine(FixtureHost.Folder, "WaterCrm.SampleModule", "WaterCrm.SampleModule.dll"));
        var row = Activator.CreateInstance(module.GetType("WaterCrm.SampleModule.Features.SuggestionRow", throwOnError: true)!, Guid.Empty, text, FakeTime.Monday.UtcDateTime, isTakenUp, complaint);
        return Render<DynamicComponent>(p => p
            .Add(d => d.Type, module.GetType("WaterCrm.SampleModule.Components.SuggestionText", throwOnError: true)!)
            .Add(d => d.Parameters, new Dictionary<string, object> { ["Row"] = row! }));
    }
}
