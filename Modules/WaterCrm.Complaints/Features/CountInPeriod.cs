using MediatR;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>How many complaints the list shows with this filter, and how many of them were never late.</summary>
public sealed record CountInPeriod(WorkFilter Filter) : IQuery<InPeriod>;

public sealed record InPeriod(long All, long InTime);

internal sealed class CountInPeriodHandler(WorkQuery work) : IRequestHandler<CountInPeriod, InPeriod>
{
    public async Task<InPeriod> Handle(CountInPeriod request, CancellationToken token)
    {
        var narrowed = await work.Narrow(request.Filter, token);
        InPeriod counts = new(0, 0);
        await work.Read(narrowed.CountInTime, narrowed, row => counts = new InPeriod(row.GetInt64(0), row.GetInt64(1)), token);
        return counts;
    }
}
