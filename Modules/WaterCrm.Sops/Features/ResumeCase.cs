using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>Lets the clock run again; the deadline moves by the time it stood.</summary>
[Audited("sops.case-resumed")]
public sealed record ResumeCase(Guid CaseId, string? Comment = null) : ICommand<Guid>;
