using System.Text.Json;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Recipes;

/// <summary><c>{ "name": "features", "enable": [ "WaterCrm.Surveys" ], "disable": [] }</c>: which features run. <see cref="RecipeDesk"/> has built that shell already; the recipe runs in it.</summary>
internal sealed class FeaturesStep(ModuleCatalog catalog) : IRecipeStep
{
    internal const string Word = "features", Enable = "enable", Disable = "disable";

    public string Name => Word;

    public RecipeWork Read(DefinitionObject step)
    {
        var (on, off) = (step.Texts(Enable), step.Texts(Disable));
        foreach (var (name, ids) in new[] { (Enable, on), (Disable, off) })
            foreach (var unknown in ids.Where(id => catalog.Feature(id) is null)) step.Refuse(name, "There is no feature {0}. Known are: {1}.", unknown, string.Join(", ", catalog.Modules.SelectMany(m => m.Features).Select(f => f.Id).Order(StringComparer.Ordinal)));
        return async (run, token) => (await run.Mediator.Send(new SwitchFeatures(on, off), token)).Error;
    }
}

/// <summary>What recipes want switched, read before anything runs. What is wrong in them is said when they are read for good.</summary>
internal sealed record FeatureWishes(IReadOnlyList<string> On, IReadOnlyList<string> Off)
{
    public static FeatureWishes Of(IEnumerable<string> recipes)
    {
        List<string> on = [], off = [];
        foreach (var step in recipes.SelectMany(Steps))
        {
            on.AddRange(Texts(step, FeaturesStep.Enable));
            off.AddRange(Texts(step, FeaturesStep.Disable));
        }

        return new([.. on.Distinct()], [.. off.Distinct()]);
    }

    private static IEnumerable<JsonElement> Steps(string recipe)
    {
        try
        {
            using var json = JsonDocument.Parse(recipe);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("steps", out var steps) && steps.ValueKind is JsonValueKind.Array
                ? [.. steps.EnumerateArray().Where(s => s.ValueKind is JsonValueKind.Object && s.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String && name.ValueEquals(FeaturesStep.Word)).Select(s => s.Clone())]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Texts(JsonElement step, string name) =>
        step.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray().Where(t => t.ValueKind is JsonValueKind.String).Select(t => t.GetString()!)] : [];
}
