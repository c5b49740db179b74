using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>Takes up a closed case again.</summary>
/// <param name="CaseId">The closed case.</param>
/// <param name="Reason">Why, in the words of whoever asked for it.</param>
/// <param name="Step">Where it goes on; null takes the step that the procedure names for this.</param>
[Audited("sops.case-reopened")]
public sealed record ReopenCase(Guid CaseId, string Reason, string? Step = null) : ICommand<Guid>;
