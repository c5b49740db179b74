using WaterCrm.Kernel.Composition;

namespace WaterCrm.Kernel.Imports;

/// <summary>What can be imported. A target that cannot be made, or cannot say what it is, is named in the log and not offered; the others are.</summary>
public sealed class ImportTargets(Contributions<IImportTarget> contributed)
{
    private IReadOnlyList<OfferedTarget>? all;

    public IReadOnlyList<OfferedTarget> All =>
        all ??= [.. contributed.All.Select(c => c.TryRead(t => new OfferedTarget(t.Name, t.Permission, t), out var offered) ? offered : null).OfType<OfferedTarget>()];

    /// <summary>Something that could be imported cannot be offered just now.</summary>
    public bool SomeAreMissing => All.Count < contributed.All.Count;

    public OfferedTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}

/// <summary>A target that has said what it is called and who may import it.</summary>
public sealed record OfferedTarget(string Name, Permission Permission, IImportTarget Target);
