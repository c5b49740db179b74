namespace WaterCrm.Modularity.Verbs;

/// <summary>How commands talk.</summary>
public static class VerbConsole
{
    /// <summary>Says what was wrong and how the command is called.</summary>
    public static int WrongUse(this IVerb verb, string what)
    {
        Console.Error.WriteLine(what);
        Console.Error.WriteLine($"Usage: {verb.Usage}");
        Console.Error.WriteLine($"More: {verb.Name} --help");
        return VerbArguments.WrongUse;
    }

    /// <summary>A bar on a terminal; elsewhere a plain line at each tenth.</summary>
    public static Action<long, long> Bar(TimeProvider clock)
    {
        var shown = -1L;
        var since = clock.GetTimestamp();
        return (done, total) =>
        {
            var percent = total == 0 ? 0 : 100 * done / total;
            if (percent == shown || (Console.IsOutputRedirected && percent / 10 == shown / 10 && shown >= 0)) return;
            shown = percent;
            if (Console.IsOutputRedirected) Console.WriteLine($"{percent} %");
            else Console.Write($"\r[{new string('#', (int)percent / 4),-25}] {percent,3} %  {clock.GetElapsedTime(since):mm\\:ss}");
        };
    }

    /// <summary>The line under a bar.</summary>
    public static void EndBar()
    {
        if (!Console.IsOutputRedirected) Console.WriteLine();
    }
}
