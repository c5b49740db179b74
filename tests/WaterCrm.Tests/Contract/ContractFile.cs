namespace WaterCrm.Tests.ModuleContract;

/// <summary>The contract as it was written down last: its version and its lines.</summary>
internal sealed record ContractFile(Version Version, IReadOnlyList<string> Lines)
{
    private const string About = "# What modules are built on, a line a member or a convention. Written by ./build.sh contract; a line that goes or changes needs the next major version, a new one the next minor.";

    public static ContractFile Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ContractFile(Version.Parse(lines[0]), [.. lines.Skip(1).Where(line => !line.StartsWith('#'))]);
    }

    public string Write() => string.Join('\n', [Version.ToString(), About, .. Lines, ""]);

    /// <summary>The least version that what is now may bear, and what makes it so.</summary>
    public ContractChange To(IReadOnlyList<string> now)
    {
        string[] gone = [.. Lines.Except(now)], added = [.. now.Except(Lines)];
        var needed = gone.Length > 0 || added.Any(IsDemand) ? new Version(Version.Major + 1, 0) : added.Length > 0 ? new Version(Version.Major, Version.Minor + 1) : Version;
        return new ContractChange(needed, gone, added);
    }

    /// <summary>Something new that modules built before do not have: a member to implement where there was a type already.</summary>
    private bool IsDemand(string line)
    {
        var (type, member) = Parts(line);
        return (member.StartsWith("demands ", StringComparison.Ordinal) || member.Split('(', '{')[0].Split(' ').Contains("abstract")) && member is not ("abstract class" or "abstract record") && Lines.Any(old => Parts(old).Type == type);
    }

    private static (string Type, string Member) Parts(string line) => line.Split(" | ", 2) is [var type, var member] ? (type, member) : (line, "");
}

/// <param name="Needed">The least version with these changes.</param>
/// <param name="Gone">Lines that are no more, or are otherwise.</param>
/// <param name="Added">Lines that were not.</param>
internal sealed record ContractChange(Version Needed, IReadOnlyList<string> Gone, IReadOnlyList<string> Added)
{
    public bool IsNone => Gone.Count == 0 && Added.Count == 0;

    /// <summary>Null where a program of that version may be like this.</summary>
    public string? Refusal(Version current) =>
        current >= Needed ? null : $"The contract says {current} and must say {Needed} at least. Raise ContractVersion in Modules/Directory.Build.props and run ./build.sh contract.\n{this}";

    public override string ToString() => string.Join('\n', [.. Gone.Select(line => $"- {line}"), .. Added.Select(line => $"+ {line}")]);
}
