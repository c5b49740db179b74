using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>Takes the case to the top of its ladder at once, whatever its clock says: danger to health, the press, a customer who asks for it.</summary>
[Audited("sops.case-escalated")]
public sealed record EscalateCase(Guid CaseId, string Reason) : ICommand<Guid>;
