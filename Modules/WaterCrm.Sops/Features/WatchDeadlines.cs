using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>One batch of what the clock has to do: marks tasks late and takes them up the ladder. Says how many cases it looked at.</summary>
[Audited("sops.deadlines-watched", "Looked for tasks that became late")]
/// <param name="Only">One case alone: the way round a batch in which something is broken.</param>
internal sealed record WatchDeadlines(Guid? Only = null) : ICommand<int>
{
    /// <summary>So few that the write gate is free again within 50 ms.</summary>
    public const int Batch = 20;
}

internal sealed class WatchDeadlinesHandler(SopsDbContext db, CaseDesk desk, SopLibrary library, TimeProvider clock) : IRequestHandler<WatchDeadlines, Result<int>>
{
    public async Task<Result<int>> Handle(WatchDeadlines request, CancellationToken token)
    {
        List<Case> due = request.Only is { } only
            ? [.. new[] { await db.Lock(only, token) }.OfType<Case>().Where(c => c.WatchAt <= clock.Utc())]
            : await db.LockDue(clock.Utc(), WatchDeadlines.Batch, token);
        foreach (var run in due) run.Watch(await desk.Act(await library.Get(db, run.DefinitionId, token), token));

        await db.SaveChangesAsync(token);
        foreach (var run in due) await desk.Tell(run, token);
        return due.Count;
    }
}
