using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Staffing.Features;

namespace WaterCrm.Kernel.Staffing;

/// <summary>Calls the next where whoever was called did not acknowledge in time. What was done stands in the rows: killed at any point, or run twice at once, nobody is called twice.</summary>
[BackgroundTask(Schedule = "* * * * *", Title = "Calls to people on call", Description = "Calls the next where whoever was called did not acknowledge in time.")]
internal sealed class CallWatch(TimeProvider clock) : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var now = clock.Utc();
        // Asking through the reading door costs nobody anything; most minutes have nothing to do.
        if (!await serviceProvider.GetRequiredService<KernelDbContext>().DutyCalls.AnyAsync(c => c.NextAt <= now, cancellationToken)) return;

        using var actor = ActingAs.System("system:on-call");
        while ((await serviceProvider.GetRequiredService<IMediator>().Send(new WatchCalls(), cancellationToken)) is { Error: null, Value: > 0 });
    }
}
