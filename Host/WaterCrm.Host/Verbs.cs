using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Host;

/// <summary>The commands of the command line. <c>serve</c> is meant where none is named; the others come from the modules.</summary>
internal static class Verbs
{
    public static async Task<int> RunAsync(WebApplication app, string name, string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());

        var shells = app.Services.GetRequiredService<ShellHost>();
        try
        {
            // Asking for help, or for what there is not, touches no database.
            var shell = await shells.PrepareAsync(stop.Token);
            await using (var asleep = shell.Services.CreateAsyncScope())
            {
                var verbs = In(asleep);
                if (Answer(verbs, name, arguments) is { } code) return code;
                if (verbs.Find(v => v.Name == name) is { RunsAsleep: true } verb) return await verb.RunAsync(arguments, stop.Token);
            }

            await shells.StartAsync(stop.Token);
            using var visit = shells.Enter();   // what is switched stands in the database, which was not asked before; and a command may switch more
            await using var scope = visit.Shell.Services.CreateAsyncScope();
            return await In(scope).Find(v => v.Name == name)!.RunAsync(arguments, stop.Token);
        }
        finally
        {
            await shells.StopAsync(CancellationToken.None);
        }
    }

    public static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    public static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        Console.Error.WriteLine(CommandLine.ServeHelp);
        return VerbArguments.WrongUse;
    }

    /// <summary>The exit code of what needs no data; null where the command has to run.</summary>
    private static int? Answer(List<IVerb> verbs, string name, string[] arguments)
    {
        if (name == "help") return Help(verbs, arguments);
        if (verbs.Find(v => v.Name == name) is not { } verb) return Unknown(verbs, name);
        if (arguments.Contains("--help") || arguments.Contains("-h")) return Say(verb.Help);
        return verb.Wrong(arguments) is { } wrong ? verb.WrongUse(wrong) : null;
    }

    private static List<IVerb> In(IServiceScope scope) => [.. scope.ServiceProvider.GetServices<IVerb>().OrderBy(v => v.Name, StringComparer.Ordinal)];

    /// <summary>All commands, or everything about the one that is named.</summary>
    private static int Help(List<IVerb> verbs, string[] arguments)
    {
        if (arguments is [CommandLine.Serve, ..]) return Say(CommandLine.ServeHelp);
        if (arguments is [var one, ..] && one != "help") return verbs.Find(v => v.Name == one) is { } verb ? Say(verb.Help) : Unknown(verbs, one);

        foreach (var line in Lines(verbs)) Console.WriteLine(line);
        return Say($"COMMAND --help says more. Each ends with 0 when it is done, 1 when something was refused, has failed or was found wrong, {VerbArguments.WrongUse} when it was called wrongly.");
    }

    private static int Unknown(List<IVerb> verbs, string name)
    {
        Console.Error.WriteLine($"There is no command {name}. These there are:");
        foreach (var line in Lines(verbs)) Console.Error.WriteLine(line);
        return VerbArguments.WrongUse;
    }

    private static IEnumerable<string> Lines(List<IVerb> verbs) =>
        verbs.Select(v => (v.Name, v.Usage)).Append((Name: CommandLine.Serve, Usage: CommandLine.ServeHelp.Split('\n')[0].TrimEnd())).Append((Name: "help", Usage: "help [COMMAND]   says what there is"))
            .OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => $"  {v.Usage}");
}
