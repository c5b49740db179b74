using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Recipes;

/// <summary>
/// Runs recipes in the shell that they ask for: it is built first, so that steps of a module which the recipe itself switches on are known, and takes over
/// only when everything was done. What fails leaves neither data nor another set of modules.
/// </summary>
internal sealed class RecipeDesk(IMediator mediator, ShellChange change, ShellHost shells, ModuleCatalog catalog, ShellSettings settings, PageThemes themes)
{
    /// <param name="command">Runs the recipes, in one transaction.</param>
    /// <param name="recipes">Their texts.</param>
    /// <param name="token">Gives up.</param>
    public async Task<Result<RecipeRun>> Run(ICommand<RecipeRun> command, IEnumerable<string> recipes, CancellationToken token)
    {
        var wishes = FeatureWishes.Of(recipes);
        // Where one is unknown the recipe says so itself, with its place.
        if (wishes.On.Concat(wishes.Off).Any(id => catalog.Feature(id) is null) || wishes.On.Count + wishes.Off.Count == 0) return await mediator.Send(command, token);

        try
        {
            var candidate = await change.Build(plan =>
            {
                var follows = FollowUps.Of(shells.Current.Catalog, new FeatureChoice(settings, plan), themes, wishes.On, wishes.Off);
                if (follows.Error is { } refused) throw new ChangeRefused(refused);
                // Also what is so already is written down: whoever wrote the recipe meant it to stay.
                return follows.Value.After(plan).With(wishes.On, wishes.Off);
            }, token);
            await candidate.WakeAsync(token);
            await using var there = candidate.Shell.Services.CreateAsyncScope();
            var ran = await there.ServiceProvider.GetRequiredService<IMediator>().Send(command, token);
            if (ran.Error is null) candidate.TakeOver();
            return ran;
        }
        catch (ChangeRefused refused)
        {
            return refused.Error;
        }
        catch (ModuleLoadException failure)
        {
            return ModuleErrors.Of(failure);
        }
    }
}
