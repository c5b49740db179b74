namespace WaterCrm.Modularity.Shells;

/// <summary>
/// What a shell is made from: which features somebody switched on or off, and which version of each installed module is the current one.
/// Two shells of one plan are the same shell.
/// </summary>
/// <param name="Switched">By feature id. What nobody switched is on where it ships with the program, and off where it was installed later.</param>
/// <param name="Installed">Version by module id.</param>
public sealed record ShellPlan(IReadOnlyDictionary<string, bool> Switched, IReadOnlyDictionary<string, string> Installed)
{
    public static readonly ShellPlan Empty = new(new Dictionary<string, bool>(), new Dictionary<string, string>());

    public bool Equals(ShellPlan? other) => other is not null && Same(Switched, other.Switched) && Same(Installed, other.Installed);

    public override int GetHashCode() => HashCode.Combine(Switched.Count, Installed.Count);

    /// <summary>The same with these features switched.</summary>
    public ShellPlan With(IEnumerable<string> on, IEnumerable<string> off)
    {
        var switched = new Dictionary<string, bool>(Switched);
        foreach (var id in on) switched[id] = true;
        foreach (var id in off) switched[id] = false;
        return this with { Switched = switched };
    }

    /// <summary>The same with another version of a module; null takes it away.</summary>
    public ShellPlan With(string module, string? version)
    {
        var installed = new Dictionary<string, string>(Installed);
        if (version is null) installed.Remove(module);
        else installed[module] = version;
        return this with { Installed = installed };
    }

    private static bool Same<T>(IReadOnlyDictionary<string, T> one, IReadOnlyDictionary<string, T> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && Equals(value, pair.Value));
}

/// <summary>What somebody switched on or off while the program ran. All hosts of one utility read the same.</summary>
public interface IFeatureSwitches
{
    /// <summary>By feature id; empty where nobody switched anything, and where nothing can be remembered yet.</summary>
    Task<IReadOnlyDictionary<string, bool>> Read(CancellationToken token);
}

/// <summary>Nobody can switch anything: a host without a database.</summary>
internal sealed class NoSwitches : IFeatureSwitches
{
    public Task<IReadOnlyDictionary<string, bool>> Read(CancellationToken token) => Task.FromResult(ShellPlan.Empty.Switched);
}
