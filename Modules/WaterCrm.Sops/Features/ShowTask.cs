using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops.Data;

namespace WaterCrm.Sops.Features;

/// <summary>The case to which a task belongs; null where there is no such task.</summary>
public sealed record ShowTask(Guid TaskId) : IQuery<CaseView?>;

internal sealed class ShowTaskHandler(SopsDbContext db, IMediator mediator) : IRequestHandler<ShowTask, CaseView?>
{
    public async Task<CaseView?> Handle(ShowTask request, CancellationToken token)
    {
        var about = await (from task in db.Tasks
                           join run in db.Cases on task.CaseId equals run.Id
                           where task.Id == request.TaskId
                           select new ShowCase(run.SubjectKind, run.SubjectId)).FirstOrDefaultAsync(token);
        return about is null ? null : await mediator.Send(about, token);
    }
}
