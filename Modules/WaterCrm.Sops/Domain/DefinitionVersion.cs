using WaterCrm.Kernel.Data;

namespace WaterCrm.Sops.Domain;

/// <summary>A version of a procedure as it was loaded. It is never changed: cases that began with it end with it.</summary>
internal sealed class DefinitionVersion : Entity
{
    public required string Code { get; init; }

    /// <summary>1 for the first version of this procedure here.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of the text: a file that did not change makes no new version.</summary>
    public required string Hash { get; init; }
    public required string Json { get; init; }

    /// <summary>The module whose file it was.</summary>
    public required string Source { get; init; }
    public required DateTime LoadedAt { get; init; }

    public static DefinitionVersion Make(TimeProvider clock, string code, int number, string hash, string json, string source) =>
        new() { Id = Ids.New(clock), Code = code, Number = number, Hash = hash, Json = json, Source = source, LoadedAt = clock.Utc() };
}
