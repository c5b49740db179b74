using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Audit.Features;

/// <summary>Notes that somebody takes the audit out of the system. The rows themselves are read page by page.</summary>
[Audited("audit.exported", "Exported the audit")]
public sealed record ExportAudit : ICommand<bool>;

internal sealed class ExportAuditHandler : IRequestHandler<ExportAudit, Result<bool>>
{
    public Task<Result<bool>> Handle(ExportAudit request, CancellationToken token) => Task.FromResult<Result<bool>>(true);
}
