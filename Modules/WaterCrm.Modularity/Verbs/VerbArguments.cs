namespace WaterCrm.Modularity.Verbs;

/// <summary>The words behind a command, taken apart: options with and without a value, and the rest in its order.</summary>
public sealed class VerbArguments
{
    /// <summary>Exit code of a command that was called wrongly.</summary>
    public const int WrongUse = 2;

    private readonly List<string> words = [];
    private readonly List<(string Name, string? Value)> options = [];

    private VerbArguments()
    {
    }

    public IReadOnlyList<string> Words => words;

    /// <summary>What could not be understood, as a sentence; null where everything was.</summary>
    public string? Wrong { get; private set; }

    /// <param name="arguments">As they were typed.</param>
    /// <param name="flags">Options that stand alone, such as <c>--deep</c>.</param>
    /// <param name="named">Options with a value, as <c>--map FILE</c> or <c>--map=FILE</c>.</param>
    /// <param name="mostWords">How many words may stand beside the options.</param>
    public static VerbArguments Read(IEnumerable<string> arguments, string[] flags, string[] named, int mostWords = 0)
    {
        var read = new VerbArguments();
        using var rest = arguments.GetEnumerator();
        while (read.Wrong is null && rest.MoveNext())
        {
            var parts = rest.Current.Split('=', 2);
            if (!rest.Current.StartsWith('-')) read.words.Add(rest.Current);
            else if (flags.Contains(rest.Current)) read.options.Add((rest.Current, null));
            else if (!named.Contains(parts[0])) read.Wrong = $"There is no option {parts[0]}.";
            else if (parts.Length == 2) read.options.Add((parts[0], parts[1]));
            else if (rest.MoveNext()) read.options.Add((parts[0], rest.Current));
            else read.Wrong = $"The option {parts[0]} needs a value.";
        }

        if (read.words.Count > mostWords) read.Wrong ??= $"Nobody knows what to do with '{read.words[mostWords]}'.";
        return read;
    }

    public bool Has(string flag) => options.Exists(o => o.Name == flag);

    /// <summary>The value that was given last; null where none was.</summary>
    public string? Of(string name) => options.FindLast(o => o.Name == name).Value;

    public IReadOnlyList<string> AllOf(string name) => [.. options.Where(o => o.Name == name).Select(o => o.Value!)];
}
