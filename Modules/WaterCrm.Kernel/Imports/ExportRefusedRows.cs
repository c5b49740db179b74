using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Imports;

/// <summary>Notes that somebody takes an import's refused rows, and with them people's data, out of the system.</summary>
[Audited("imports.refused-rows-exported", "Exported the refused rows of an import")]
public sealed record ExportRefusedRows(Guid Id) : ICommand<Guid>;

internal sealed class ExportRefusedRowsHandler : IRequestHandler<ExportRefusedRows, Result<Guid>>
{
    public Task<Result<Guid>> Handle(ExportRefusedRows request, CancellationToken token) => Task.FromResult<Result<Guid>>(request.Id);
}
