using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Notes that somebody takes the list of people out of the system. The rows themselves are read page by page.</summary>
[Audited("people.exported", "Exported the list of people")]
public sealed record ExportPeople : ICommand<bool>;

internal sealed class ExportPeopleHandler : IRequestHandler<ExportPeople, Result<bool>>
{
    public Task<Result<bool>> Handle(ExportPeople request, CancellationToken token) => Task.FromResult<Result<bool>>(true);
}
