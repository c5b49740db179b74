using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>Finds records of modules that their reader may see.</summary>
internal sealed class RealRecords(Contributions<IMessageRecords> contributed, IActor actor)
{
    public static readonly Error None = new("messages.no-record", "There is no {0} here. Look whether every letter is right, or leave it empty for sample values.", 404);

    private const int Longest = 100;   // characters; nothing is called so long

    public IMessageRecords? For(MessageKind kind) => contributed.For(actor.Principal, r => r.Permission, _ => 0)
        .Select(c => c.TryRead(r => r.Kinds.Contains(kind.Code) ? r : null, out var records) ? records : null).FirstOrDefault(r => r is not null);

    public async Task<IReadOnlyDictionary<string, object?>?> Find(MessageKind kind, string typed, CancellationToken token) =>
        typed.Length <= Longest && !typed.Contains('\0') && For(kind) is { } records ? await records.Find(kind, typed, token) : null;
}
