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
            if (verbs.Find(v => v.Name == name) is { } verb) return await verb.RunAsync(arguments, stop.Token);

            Console.Error.WriteLine($"There is no command {name}. These there are:");
            Console.Error.WriteLine("  serve");
            foreach (var known in verbs) Console.Error.WriteLine($"  {known.Usage}");
            return 2;
        }
        finally
        {
            await shells.StopAsync(CancellationToken.None);
        }
    }
}
