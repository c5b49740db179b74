namespace WaterCrm.Host;

/// <summary>The command line taken apart: which command, its own arguments, and the settings of the configuration, which stand behind any command.</summary>
internal sealed record CommandLine(string? Verb, string[] Arguments, string[] Configuration)
{
    public const string Serve = "serve";

    private const string OnTrial = "--trial", Fresh = "--fresh";

    /// <summary>What the configuration knows without a section.</summary>
    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase) { "Urls", "AppData", "Environment", "ContentRoot", "AllowedHosts", "Http_Ports", "Https_Ports" };

    private static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        "Database", "Modules", "Themes", "Limits", "ForwardedHeaders", "AutoMapper", "Log", "Logging", "Kestrel", "Trial", "Backup", "HostBuilder",
    };

    /// <summary>What serving was asked with and cannot be understood; null where all was.</summary>
    public string? Wrong { get; private init; }

    /// <summary>Only its help is asked for.</summary>
    public bool AsksHelp => Arguments.Contains("--help") || Arguments.Contains("-h");

    public const string ServeHelp = """
        serve [--trial [--fresh]] [--KEY VALUE ...]   runs the program; so does no command at all

          --trial       serves a copy of the data that lies in the folder 'trial' of the data folder, on http://localhost:5081 unless --urls says otherwise.
                        The copy is made at the first time. Nothing that is done there reaches the real data, nothing is sent, and every page says that it is a trial.
          --fresh       throws the copy away first and makes a new one
          --KEY VALUE   a setting of appsettings.json, such as --urls http://127.0.0.1:5080, --AppData FOLDER or --Database:Provider Postgres;
                        these may stand behind every other command too
        """;

    public static CommandLine Read(string[] args)
    {
        var verb = args is [var first, ..] && !first.StartsWith('-') ? first : Serve;
        List<string> own = [], configuration = [];
        var rest = new Queue<string>(args is [var named, ..] && named == verb ? args[1..] : args);
        while (rest.TryDequeue(out var word))
        {
            if (!IsSetting(word)) own.Add(word);
            else configuration.AddRange(word.Contains('=') ? [word] : [word, rest.TryDequeue(out var value) ? value : ""]);
        }

        return verb == Serve ? Serving(own, configuration) : new CommandLine(verb, [.. own], [.. configuration]);
    }

    private static CommandLine Serving(List<string> own, List<string> configuration)
    {
        var unknown = own.Find(word => word is not (OnTrial or Fresh or "--help" or "-h"));
        var wrong = unknown is not null ? $"serve has no option {unknown}." : own.Contains(Fresh) && !own.Contains(OnTrial) ? $"{Fresh} is for {OnTrial} only." : null;
        // Beside the real thing, which listens at the address of the settings.
        if (own.Contains(OnTrial)) configuration.InsertRange(0, ["--urls", "http://localhost:5081", "--Trial:On", "true", "--Trial:Fresh", own.Contains(Fresh) ? "true" : "false"]);
        return new CommandLine(null, [.. own], [.. configuration]) { Wrong = wrong };
    }

    private static bool IsSetting(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal)) return false;
        var key = word[2..].Split('=')[0];
        return Keys.Contains(key) || (key.Split(':') is [var section, _, ..] && Sections.Contains(section));
    }
}
