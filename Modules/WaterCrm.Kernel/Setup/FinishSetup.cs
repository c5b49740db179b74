using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Setup;

/// <summary>Sets a new installation up, once: the recipe every utility begins with, the made-up utility where it is asked for, then what was typed.</summary>
[Audited("setup.finished", "Finished setting the system up")]
public sealed record FinishSetup(bool Demonstration) : ICommand<RecipeRun>
{
    /// <summary>What was typed; null leaves what the recipes say. The name of a demonstration may be left empty.</summary>
    public UtilitySettings? Utility { get; init; }

    public ChangeLook? Look { get; init; }

    internal IReadOnlyList<string> Recipes { get; init; } = [];
}

/// <summary>Sends it into the shell that its recipes ask for.</summary>
public sealed class SetupDesk
{
    private readonly RecipeDesk desk;
    private readonly RecipeFiles files;

    internal SetupDesk(RecipeDesk desk, RecipeFiles files) => (this.desk, this.files) = (desk, files);

    public Task<Result<RecipeRun>> Finish(FinishSetup command, CancellationToken token) => desk.Run(command, files.OfSetup(command.Demonstration).OfType<string>(), token);
}

internal static class SetupErrors
{
    public static readonly Error Done = new("setup.done-already", "This system is set up already. What was chosen can be changed under Settings.", 409);
    public static readonly Error RecipeGone = new("setup.recipe-gone", "A recipe is missing beside the program. Install it again.", 500);
}

internal sealed class FinishSetupRules : AbstractValidator<FinishSetup>
{
    public FinishSetupRules() => RuleFor(s => s.Utility!.Name).NotEmpty().When(s => s.Utility is not null && !s.Demonstration).OverridePropertyName("Name").WithMessage("Enter the utility's name.");
}

/// <summary>Files are read before the transaction.</summary>
internal sealed class PrepareSetup(RecipeFiles files, IPrepare<ChangeLook> look) : IPrepare<FinishSetup>
{
    public async Task<Result<FinishSetup>> Prepare(FinishSetup command, CancellationToken token)
    {
        var recipes = files.OfSetup(command.Demonstration);
        if (recipes.Contains(null)) return SetupErrors.RecipeGone;
        if (command.Look is null) return command with { Recipes = [.. recipes.OfType<string>()] };

        var prepared = await look.Prepare(command.Look, token);
        return prepared.Error is { } error ? error : command with { Recipes = [.. recipes.OfType<string>()], Look = prepared.Value };
    }
}

internal sealed class FinishSetupHandler(IMediator mediator) : IRequestHandler<FinishSetup, Result<RecipeRun>>
{
    public async Task<Result<RecipeRun>> Handle(FinishSetup request, CancellationToken token)
    {
        var before = (await mediator.Send(new ShowSettings("setup"), token))!;
        if (((SetupSettings)before.Value).IsFinished) return SetupErrors.Done;

        // The version: of two who post at once the second is refused, and nothing of his is done.
        var done = await mediator.Send(new ChangeSettings(new SetupSettings { IsFinished = true, IsDemonstration = request.Demonstration }, before.Version), token);
        if (done.Error is not null) return SetupErrors.Done;

        var run = new RecipeRun(mediator);
        foreach (var recipe in request.Recipes)
        {
            var ran = await mediator.Send(new RunRecipe(recipe), token);
            if (ran.Error is { } refused) return refused;
            foreach (var link in ran.Value.Links) run.Hand(link);
        }

        if (request.Utility is { } typed && await Save(typed, token) is { } broken) return broken;
        if (request.Look is { } look && (await mediator.Send(look, token)).Error is { } unread) return unread;
        return run;
    }

    private async Task<Error?> Save(UtilitySettings typed, CancellationToken token)
    {
        var now = (UtilitySettings)(await mediator.Send(new ShowSettings("utility"), token))!.Value;
        return (await mediator.Send(new ChangeSettings(typed.Name.Length == 0 ? typed with { Name = now.Name } : typed), token)).Error;
    }
}
