using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops;

/// <summary>
/// Marks what is late and takes it up the ladder, in small transactions so that nobody waits for it. What was done stands in the rows:
/// killed at any point, or run twice at once, it does the rest and nothing twice.
/// </summary>
[BackgroundTask(Schedule = "* * * * *", Title = "Deadlines", Description = "Marks tasks that are late and takes them up the ladder.")]
internal sealed class DeadlineWatch : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        using var actor = ActingAs.System("system:deadlines");
        var mediator = serviceProvider.GetRequiredService<IMediator>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var done = await mediator.Send(new WatchDeadlines(), cancellationToken);
            // A refusal here means that somebody changed a case under us; the next minute tries again.
            if (done.Error is not null || done.Value < WatchDeadlines.Batch) return;
        }
    }
}
