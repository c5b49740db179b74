using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Setup;

/// <summary><c>setup [RECIPE]</c>: sets a new installation up without a browser, or runs one recipe more.</summary>
internal sealed class SetupVerb(IServiceProvider services, IMediator mediator, RecipeFiles files, IConfiguration configuration) : IVerb
{
    public string Name => "setup";

    public string Usage => "setup [RECIPE.recipe.json]   sets a new installation up; with a file: runs that recipe";

    public string Help => $"""
        {Usage}

        Without a file it does what the page after the first sign-in does, with what is delivered, and says how one becomes the first administrator.
        A recipe brings features, themes, settings, roles, people, zones, customers and complaints, and what steps the modules add. It may switch on a module and use its steps. It is checked whole before it begins, and an error in it undoes all of it.
        """;

    public string? Wrong(string[] arguments) => VerbArguments.Read(arguments, [], [], mostWords: 1).Wrong;

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        using var actor = Telling.Operator();
        if (arguments is [var path])
        {
            var json = File.Exists(path) ? await File.ReadAllTextAsync(path, token) : files.Read(path);
            return json is null ? Telling.Wrong($"There is no recipe {path}.") : await Tell(await services.GetRequiredService<RecipeDesk>().Run(new RunRecipe(json), [json], token), token);
        }

        return await Tell(await services.GetRequiredService<SetupDesk>().Finish(new FinishSetup(Demonstration: false), token), token);
    }

    private async Task<int> Tell(Result<RecipeRun> ran, CancellationToken token)
    {
        if (ran.Error is { } error) return Telling.Refused(error);
        Telling.Links(ran.Value, configuration);
        if ((await mediator.Send(new OfferSetup(), token)).Value is { } offer) Console.WriteLine($"Done. Start the program and become its administrator: {Telling.Address(configuration)}/setup/{offer.Token}");
        else Console.WriteLine("Done.");
        return 0;
    }
}

/// <summary><c>demo</c>: fills an empty installation with a made-up utility.</summary>
internal sealed class DemoVerb(IServiceProvider services, IConfiguration configuration) : IVerb
{
    public string Name => "demo";

    public string Usage => "demo   fills a new installation with a made-up utility and prints a link for each of its people";

    public string? Wrong(string[] arguments) => VerbArguments.Read(arguments, [], []).Wrong;

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        using var actor = Telling.Operator();
        var ran = await services.GetRequiredService<SetupDesk>().Finish(new FinishSetup(Demonstration: true), token);
        if (ran.Error is { } error) return Telling.Refused(error);
        Telling.Links(ran.Value, configuration);
        return 0;
    }
}
