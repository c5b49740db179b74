using MediatR;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>How many complaints each tab of the work list would show with these filters. Closed ones are no work, so nobody counts them.</summary>
public sealed record CountComplaints(WorkFilter Filter) : IQuery<WorkCounts>;

public sealed record WorkCounts(int Open, int Mine, int Today, int Late)
{
    public int Of(WorkTab tab) => tab switch { WorkTab.Mine => Mine, WorkTab.Today => Today, WorkTab.Late => Late, _ => Open };
}

internal sealed class CountComplaintsHandler(WorkQuery work) : IRequestHandler<CountComplaints, WorkCounts>
{
    private static readonly WorkTab[] Tabs = [WorkTab.Open, WorkTab.Mine, WorkTab.Today, WorkTab.Late];

    public async Task<WorkCounts> Handle(CountComplaints request, CancellationToken token)
    {
        var narrowed = await work.Narrow(request.Filter.On(WorkTab.Open), token);
        WorkCounts counts = new(0, 0, 0, 0);
        // One question with four answers: each is counted in its own index, and the way to the database is gone once.
        await work.Read($"SELECT {string.Join(", ", Tabs.Select(tab => $"({narrowed.Count(tab)})"))}", narrowed,
            row => counts = new WorkCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), token);
        return counts;
    }
}
