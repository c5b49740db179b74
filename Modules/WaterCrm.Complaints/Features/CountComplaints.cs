using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>How many complaints each tab of the work list would show with these filters. Closed ones are no work, so nobody counts them.</summary>
public sealed record CountComplaints(WorkFilter Filter) : IQuery<WorkCounts>;

public sealed record WorkCounts(int Open, int Mine, int Today, int Late);

internal sealed class CountComplaintsHandler(ComplaintsDbContext db, WorkQuery work) : IRequestHandler<CountComplaints, WorkCounts>
{
    public async Task<WorkCounts> Handle(CountComplaints request, CancellationToken token)
    {
        var (open, _) = await work.Narrow(db.Complaints, request.Filter with { Tab = WorkTab.Open }, token);
        var (mine, today, late) = (work.InTab(open, WorkTab.Mine), work.InTab(open, WorkTab.Today), work.InTab(open, WorkTab.Late));
        // One question with four answers: each is counted in its own index, and the way to the database is gone once.
        return await db.Complaints.Take(1).Select(_ => new WorkCounts(open.Count(), mine.Count(), today.Count(), late.Count())).FirstOrDefaultAsync(token)
            ?? new WorkCounts(0, 0, 0, 0);
    }
}
