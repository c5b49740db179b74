using System.Globalization;
using MediatR;
using Microsoft.Extensions.Configuration;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Setup;

/// <summary><c>setup [RECIPE]</c>: sets a new installation up without a browser, or runs one recipe more.</summary>
internal sealed class SetupVerb(IMediator mediator, RecipeFiles files, IConfiguration configuration) : IVerb
{
    public string Name => "setup";

    public string Usage => "setup [RECIPE.recipe.json]   sets a new installation up; with a file: runs that recipe";

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        if (arguments.Length > 1) return Telling.Wrong($"Usage: {Usage}");
        using var actor = ActingAs.System($"command line ({Environment.UserName})");
        if (arguments is [var path])
        {
            var json = File.Exists(path) ? await File.ReadAllTextAsync(path, token) : files.Read(path);
            return json is null ? Telling.Wrong($"There is no recipe {path}.") : await Tell(await mediator.Send(new RunRecipe(json), token), token);
        }

        return await Tell(await mediator.Send(new FinishSetup(Demonstration: false), token), token);
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
internal sealed class DemoVerb(IMediator mediator, IConfiguration configuration) : IVerb
{
    public string Name => "demo";

    public string Usage => "demo   fills a new installation with a made-up utility and prints a link for each of its people";

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        if (arguments.Length > 0) return Telling.Wrong($"Usage: {Usage}");
        using var actor = ActingAs.System($"command line ({Environment.UserName})");
        var ran = await mediator.Send(new FinishSetup(Demonstration: true), token);
        if (ran.Error is { } error) return Telling.Refused(error);
        Telling.Links(ran.Value, configuration);
        return 0;
    }
}

internal static class Telling
{
    private const int WrongUse = 2;

    public static string Address(IConfiguration configuration) => (configuration["Urls"]?.Split(';')[0] ?? "http://localhost:5080").TrimEnd('/');

    public static void Links(RecipeRun run, IConfiguration configuration)
    {
        if (run.Links.Count == 0) return;
        Console.WriteLine("Each of these links works once. Whoever opens it chooses the password:");
        foreach (var link in run.Links) Console.WriteLine($"  {link.Person} ({string.Join(", ", link.Roles)}), {link.SignInName}: {Address(configuration)}/password/{link.Token.Text}");
    }

    public static int Refused(Error error)
    {
        Console.Error.WriteLine(Said(error.Message, error.Args));
        foreach (var field in error.Fields) Console.Error.WriteLine($"  {field.Field}: {Said(field.Message, field.Args)}");
        return 1;
    }

    public static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return WrongUse;
    }

    private static string Said(string message, object[] args) => string.Format(CultureInfo.InvariantCulture, message, args);
}
