using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Health.Features;

/// <summary>The last runs of a background task, newest first.</summary>
public sealed record ShowTaskRuns(string Name) : IQuery<IReadOnlyList<BackgroundTaskRun>>;

internal sealed class ShowTaskRunsHandler(KernelDbContext db, HealthSettings settings) : IRequestHandler<ShowTaskRuns, IReadOnlyList<BackgroundTaskRun>>
{
    public async Task<IReadOnlyList<BackgroundTaskRun>> Handle(ShowTaskRuns request, CancellationToken token)
    {
        var runs = await db.TaskRuns.Where(r => r.Name == request.Name).OrderByDescending(r => r.Sequence).Take(settings.KeepRuns).ToListAsync(token);
        return [.. runs.Select(r => new BackgroundTaskRun(r.Name, r.StartedAt, r.EndedAt - r.StartedAt, r.Failure))];
    }
}
