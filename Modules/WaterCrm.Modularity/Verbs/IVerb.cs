namespace WaterCrm.Modularity.Verbs;

/// <summary>A command of the command line, such as <c>import</c> or <c>backup</c>. It runs in a scope of the shell, with everything a request has but a server.</summary>
public interface IVerb
{
    /// <summary>The word that calls it.</summary>
    string Name { get; }

    /// <summary>One line for the list of commands.</summary>
    string Usage { get; }

    /// <summary>Returns the exit code.</summary>
    Task<int> RunAsync(string[] arguments, CancellationToken token);
}
