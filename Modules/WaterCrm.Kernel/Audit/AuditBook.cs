using System.Reflection;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Audit;

/// <summary>What a command does, as the audit stores it and as it says it.</summary>
/// <param name="Action">The stored name, such as <c>complaints.closed</c>.</param>
/// <param name="Phrase">In English, the key of its translations.</param>
/// <param name="Owner">The module whose command it is; its words translate the phrase.</param>
public sealed record AuditedAction(string Action, string Phrase, Assembly Owner)
{
    /// <summary>The module's id.</summary>
    public string Module => Owner.GetName().Name!;
}

/// <summary>The actions of all modules that are on. Those of a module that is off are shown by their stored names.</summary>
public sealed class AuditBook(IEnumerable<AuditedAction> actions, IStringLocalizerFactory words)
{
    private readonly Dictionary<string, AuditedAction> actions = actions.DistinctBy(a => a.Action).ToDictionary(a => a.Action);

    public IEnumerable<AuditedAction> All => actions.Values;

    /// <summary>What was done, in the reader's language.</summary>
    public string Phrase(string action) => actions.TryGetValue(action, out var known) ? Phrase(known) : action;

    /// <summary>The modules that do something, with their names in the reader's language.</summary>
    /// <param name="nameOfKernel">What the reader calls that part which everything stands on.</param>
    public IReadOnlyList<(string Id, string Name)> Modules(string nameOfKernel) =>
        [.. All.Select(a => a.Owner).Distinct().Select(m => (m.GetName().Name!, NameOf(m, nameOfKernel))).OrderBy(m => m.Item2, StringComparer.CurrentCultureIgnoreCase)];

    private string NameOf(Assembly module, string nameOfKernel) => module == typeof(AuditBook).Assembly
        ? nameOfKernel
        : words.Create("", module.GetName().Name!)[module.GetCustomAttribute<ModuleAttribute>()?.Name ?? module.GetName().Name!];

    public string Phrase(AuditedAction action) => words.Create("", action.Module)[action.Phrase];
}
