using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>The acting person takes a task that waits for one of their roles.</summary>
[Audited("sops.task-claimed")]
public sealed record ClaimTask(Guid TaskId, int? Version = null) : ICommand<Guid>;
