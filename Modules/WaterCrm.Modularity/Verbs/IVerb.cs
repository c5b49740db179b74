namespace WaterCrm.Modularity.Verbs;

/// <summary>
/// A command of the command line, such as <c>import</c> or <c>backup</c>. It runs in a scope of the shell, with everything a request has but a server.
/// It is made also to be asked for its help, when there may be no database yet: its constructor reads nothing.
/// </summary>
public interface IVerb
{
    /// <summary>The word that calls it.</summary>
    string Name { get; }

    /// <summary>One line for the list of commands.</summary>
    string Usage { get; }

    /// <summary>What <c>NAME --help</c> says: how it is called, its options, what it does.</summary>
    string Help => Usage;

    /// <summary>What is wrong with these arguments, as far as it can be said before the database is opened and brought up to date; null where nothing is.</summary>
    string? Wrong(string[] arguments) => null;

    /// <summary>It runs before the modules are woken: the database may be empty, or of an older version, and is left as it is.</summary>
    bool RunsAsleep => false;

    /// <summary>Returns the exit code: 0 done, 1 refused or failed or found wrong, <see cref="VerbArguments.WrongUse"/> called wrongly.</summary>
    Task<int> RunAsync(string[] arguments, CancellationToken token);
}

/// <summary>What the process was asked to do.</summary>
/// <param name="Name">Null where it serves.</param>
/// <param name="Settings">What of the configuration stood behind the command, as it was typed.</param>
public sealed record AskedVerb(string? Name, IReadOnlyList<string>? Settings = null);
