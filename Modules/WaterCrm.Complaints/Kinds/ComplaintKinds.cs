using System.Collections.Frozen;
using System.Text.Json;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Complaints.Kinds;

/// <summary>All kinds, in the order in which people see them: the urgent first.</summary>
public sealed class ComplaintKinds
{
    private readonly FrozenDictionary<string, ComplaintKind> byCode;

    private ComplaintKinds(IReadOnlyList<ComplaintKind> all) => (All, byCode) = (all, all.ToFrozenDictionary(k => k.Code));

    public IReadOnlyList<ComplaintKind> All { get; }

    public ComplaintKind? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>The kind's name in the reader's language; of one that is no longer offered, its code.</summary>
    public string NameOf(string code) => Find(code)?.Name.ToString() ?? code;

    /// <summary>Reads <c>complaint-kinds.json</c>, which the operator may replace by a file of the same name in the data folder.</summary>
    public static ComplaintKinds Load(string? operatorsFile = null)
    {
        using var stream = operatorsFile is not null && File.Exists(operatorsFile) ? File.OpenRead(operatorsFile) : Shipped();
        return Read(stream);
    }

    internal static ComplaintKinds Read(Stream json)
    {
        var read = JsonSerializer.Deserialize<KindsFile>(json, JsonSerializerOptions.Web) ?? throw new InvalidDataException("The file of complaint kinds is empty.");
        if (read.Kinds.Count == 0) throw new InvalidDataException("The file of complaint kinds has no kind.");
        return new([.. read.Kinds.Select(k => new ComplaintKind(k.Code, k.Icon, k.Public, new LocalText(k.Name), new LocalText(k.Hint)))]);
    }

    private static Stream Shipped() => typeof(ComplaintKinds).Assembly.GetManifestResourceStream("complaint-kinds.json")!;

    private sealed record KindsFile(IReadOnlyList<KindLine> Kinds);

    private sealed record KindLine(string Code, string Icon, bool Public, Dictionary<string, string> Name, Dictionary<string, string> Hint);
}
