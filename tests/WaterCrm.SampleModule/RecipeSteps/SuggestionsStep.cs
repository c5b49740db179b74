using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Recipes;
using WaterCrm.SampleModule.Domain;
using WaterCrm.SampleModule.Features;

namespace WaterCrm.SampleModule.RecipeSteps;

/// <summary><c>{ "name": "suggestions", "suggestions": [ { "text": "...", "customer": "KH-1" } ] }</c>: what the box begins with. A customer is one of the same recipe.</summary>
internal sealed class SuggestionsStep : IRecipeStep
{
    public string Name => "suggestions";

    public RecipeWork Read(DefinitionObject step)
    {
        List<(string Text, string? Customer)> suggestions = [];
        foreach (var said in step.Objects("suggestions"))
        {
            var (text, customer) = (said.Text("text", required: true, Suggestion.LongestText), said.Text("customer"));
            said.NothingElse();
            if (text is not null) suggestions.Add((text, customer));
        }

        return async (run, token) =>
        {
            foreach (var (text, customer) in suggestions)
                if ((await run.Mediator.Send(new NoteSuggestion(run.Find("customer", customer), text), token)).Error is { } refused) return refused;
            return null;
        };
    }
}
