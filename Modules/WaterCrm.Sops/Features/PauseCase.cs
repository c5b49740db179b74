using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>Stops the clock while somebody outside has to do something.</summary>
[Audited("sops.case-paused")]
public sealed record PauseCase(Guid CaseId, string Reason) : ICommand<Guid>;
