using MediatR;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Recipes;

/// <summary>Runs all steps of a recipe, or none.</summary>
[Audited("recipes.run", "Ran a recipe")]
public sealed record RunRecipe(string Json) : ICommand<RecipeRun>;

public static class RecipeErrors
{
    public static readonly Error Invalid = new("recipes.invalid", "The recipe has errors. Nothing of it was done.");
    public static readonly Error Unknown = new("recipes.unknown", "There is no recipe of this name.", 404);
}

internal sealed class RunRecipeHandler(IEnumerable<IRecipeStep> known, IMediator mediator) : IRequestHandler<RunRecipe, Result<RecipeRun>>
{
    private const int MostSteps = 100;

    public async Task<Result<RecipeRun>> Handle(RunRecipe request, CancellationToken token)
    {
        if (!Read(request.Json).Is(out var works)) return Read(request.Json).Error!;

        var run = new RecipeRun(mediator);
        foreach (var (place, work) in works)
            if (await work(run, token) is { } refused) return refused.Fields.Count == 0 ? refused.At(place) : refused with { Fields = [.. refused.Fields.Select(f => f with { Field = f.Field.StartsWith(place, StringComparison.Ordinal) ? f.Field : $"{place}.{f.Field}" })] };
        return run;
    }

    private Result<List<(string Place, RecipeWork Work)>> Read(string json) => DefinitionDocument.Read(json, RecipeErrors.Invalid, (root, problems) =>
    {
        List<(string, RecipeWork)> works = [];
        // Cloned, since the work is done when the document is gone.
        if (DefinitionObject.ObjectsOf(root.Clone(), "", MostSteps, problems, inside: "steps", beside: ["name", "displayName", "description"]) is var steps)
            foreach (var step in steps)
            {
                var name = step.Text("name", required: true);
                if (name is null) continue;
                if (known.FirstOrDefault(k => k.Name == name) is not { } kind)
                {
                    step.Refuse("name", "The step '{0}' is not known. Known are: {1}.", name, string.Join(", ", known.Select(k => k.Name).Order(StringComparer.Ordinal)));
                    continue;
                }

                works.Add((step.Path, kind.Read(step)));
                step.NothingElse();
            }
        return works;
    });
}
