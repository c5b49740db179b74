using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Host;

/// <summary>The commands of the command line. <c>serve</c> is meant where none is named; the others come from the modules.</summary>
internal static class Verbs
{
    public static string? Asked(string[] args) => args is [var first, ..] && !first.StartsWith('-') && first != "serve" ? first : null;

    public static async Task<int> RunAsync(WebApplication app, string name, string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());

        var shells = app.Services.GetRequiredService<ShellHost>();
        await shells.StartAsync(stop.Token);
        try
        {
            await using var scope = shells.Current.Services.CreateAsyncScope();
            var verbs = scope.ServiceProvider.GetServices<IVerb>().OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
            if (name == "help") return Help(verbs, arguments);
            if (verbs.Find(v => v.Name == name) is not { } verb) return Unknown(verbs, name);
            if (arguments is not ["--help"]) return await verb.RunAsync(arguments, stop.Token);

            Console.WriteLine(verb.Usage);
            return 0;
        }
        finally
        {
            await shells.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>All commands, or the one that is named.</summary>
    private static int Help(List<IVerb> verbs, string[] arguments)
    {
        if (arguments is [var one] && one != "serve" && verbs.All(v => v.Name != one)) return Unknown(verbs, one);

        foreach (var line in Lines(verbs, arguments.FirstOrDefault())) Console.WriteLine(line);
        if (arguments.Length == 0) Console.WriteLine("Each ends with 0 when it is done, 1 when something was refused or failed, 2 when it was called wrongly.");
        return 0;
    }

    private static int Unknown(List<IVerb> verbs, string name)
    {
        Console.Error.WriteLine($"There is no command {name}. These there are:");
        foreach (var line in Lines(verbs, null)) Console.Error.WriteLine(line);
        return 2;
    }

    private static IEnumerable<string> Lines(List<IVerb> verbs, string? one) =>
        verbs.Select(v => (v.Name, v.Usage)).Append((Name: "serve", Usage: "serve   runs the program; so does no command at all")).Append((Name: "help", Usage: "help [COMMAND]   says what there is"))
            .Where(v => one is null || v.Name == one).OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => $"  {v.Usage}");
}
