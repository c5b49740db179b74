using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Recipes;

/// <summary>
/// A kind of step of a recipe. Reading a step says everything that is wrong with it and changes nothing; only when all steps of a recipe could be
/// read does the first one run. All run in one command: what a later step refuses undoes the earlier ones.
/// </summary>
public interface IRecipeStep
{
    /// <summary>What stands as <c>name</c> in a recipe's step.</summary>
    string Name { get; }

    /// <summary>Reads a step; problems are refused at their place. What it gives back does the work by sending commands.</summary>
    RecipeWork Read(DefinitionObject step);
}

/// <summary>Does a step's work inside the recipe's command; a refusal undoes the whole recipe.</summary>
public delegate Task<Error?> RecipeWork(RecipeRun run, CancellationToken token);

/// <summary>What the steps of one run share.</summary>
public sealed class RecipeRun(IMediator mediator)
{
    private readonly Dictionary<string, Guid> made = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HandedLink> links = [];

    public IMediator Mediator => mediator;

    /// <summary>Links that are shown once to whoever ran the recipe, and to nobody else.</summary>
    public IReadOnlyList<HandedLink> Links => links;

    /// <summary>Lets later steps find a record by what the recipe calls it: <c>zone</c>, <c>Z1</c>.</summary>
    public void Remember(string kind, string name, Guid id) => made[$"{kind}:{name}"] = id;

    public Guid? Find(string kind, string? name) => name is not null && made.TryGetValue($"{kind}:{name}", out var id) ? id : null;

    internal void Hand(HandedLink link) => links.Add(link);
}

/// <summary>A person of a recipe, and the link with which the person chooses a password.</summary>
public sealed record HandedLink(string Person, string SignInName, IReadOnlyList<string> Roles, Secret Token, DateTime ExpiresAt);

public static class RecipeServices
{
    /// <summary>Lets recipes use a kind of step.</summary>
    public static IServiceCollection AddRecipeStep<T>(this IServiceCollection services) where T : class, IRecipeStep => services.AddScoped<IRecipeStep, T>();
}
