using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>The latest case about a subject, as the case page shows it; null where there is none.</summary>
public sealed record ShowCase(string SubjectKind, Guid SubjectId) : IQuery<CaseView?>;
