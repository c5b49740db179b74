using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Definitions;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

public sealed class DefinitionTests
{
    /// <summary>What is changed in a good definition, and the place at which the error is named.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\"next\": \"work\" }", "\"next\": \"nowhere\" }", "steps[0].outcomes[0]" },
        { "\"then\": \"decide\"", "\"then\": \"take\"", "steps[2]" },                                   // nobody comes to decide any more
        { "\"role\": \"director\", \"publicStage\"", "\"role\": \"the Boss!\", \"publicStage\"", "steps[2].role" },
        { "\"role\": \"director\", \"publicStage\"", "\"role\": \"mayor\", \"publicStage\"", "steps[2].role" },
        { "\"variety\": [\"urgent\"]", "\"variety\": [\"urgnet\"]", "steps[1].due.rules[0].when.variety" },
        { "\"due\": \"4 wh\"", "\"due\": \"4 weeks\"", "steps[0].due" },
        { "\"end\": \"done\"", "\"next\": \"over\"", "steps[3].automatic" },                            // a machine that runs in a circle
        { "\"end\": \"refused\"", "\"end\": \"lost\"", "steps[0].outcomes[1].end" },
        { "\"end\": \"refused\"", "\"end\": \"refused\", \"next\": \"work\"", "steps[0].outcomes[1].next" },
        { "\"automatic\": { \"outcome\": \"done\" }", "\"automatic\": { \"outcome\": \"did\" }", "steps[3].automatic.outcome" },
        { "\"publicStage\": \"above\"", "\"publicStage\": \"heaven\"", "steps[2].publicStage" },
        { "\"atMost\": 1, ", "", "steps[1].outcomes[1].then" },
        { "\"type\": \"longtext\"", "\"type\": \"novel\"", "steps[0].form[0].type" },
        { "\"id\": \"decide\", \"title\"", "\"id\": \"take\", \"title\"", "steps[2].id" },
        { "\"step\": \"work\", \"within\"", "\"step\": \"sleep\", \"within\"", "reopen.step" },
        { "\"step\": \"work\", \"within\"", "\"step\": \"over\", \"within\"", "reopen.step" },
        { "\"code\": \"tests.visit\"", "\"code\": \"Visit\"", "code" },
        { "\"owner\"", "\"ownr\"", "ownr" },
    };

    [Fact]
    public void A_good_definition_is_read() => Assert.Null(SopDefinition.Parse(Visit.Json).Error);

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_at_its_place(string good, string bad, string place)
    {
        Assert.Contains(good, Visit.Json, StringComparison.Ordinal);

        var error = SopDefinition.Parse(Visit.Json.Replace(good, bad, StringComparison.Ordinal)).Error;

        Assert.Contains(error!.Fields, f => f.Field == place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{ \"steps\": [] }")]
    public void What_is_no_definition_is_refused(string json) => Assert.Equal("sops.invalid-definition", SopDefinition.Parse(json).Error!.Code);

    [Fact]
    public void The_shipped_complaint_procedure_is_in_order()
    {
        var read = SopDefinition.Parse(File.ReadAllText(Repository.PathOf("Modules", "WaterCrm.Complaints", "Sops", "complaint.sop.json")));

        Assert.Empty(read.Error?.Fields ?? []);
        Assert.Equal("complaints.complaint", read.Value.Code);
        Assert.Equal(
            ["receive", "acknowledge", "assess", "refer", "investigate", "resolve", "decide", "tell", "call-back", "close"], read.Value.Steps.Select(s => s.Id));
    }

    [Fact]
    public void The_shipped_complaint_procedure_speaks_all_languages()
    {
        var sop = SopDefinition.Parse(File.ReadAllText(Repository.PathOf("Modules", "WaterCrm.Complaints", "Sops", "complaint.sop.json"))).Value;

        var texts = sop.Steps.SelectMany(s => new[] { s.Title, s.Instructions }.Concat(s.Outcomes.Select(o => o.Title)).Concat(s.Form.Fields.SelectMany(f => f.Options.Where(o => o.Value.Length > 1).Select(o => o.Label).Append(f.Label).Append(f.Help))))
            .Concat([sop.Title, sop.Purpose]).Concat(sop.Roles.Select(r => r.Title)).Concat(sop.PublicStages.Select(s => s.Title)).Where(t => t is not null);

        Assert.Empty(texts.Where(t => t!.Words.Count < 3).Select(t => t!.Words["en"]));
    }
}
