using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops;

/// <summary>
/// Marks what is late and takes it up the ladder, in small transactions so that nobody waits for it. What was done stands in the rows:
/// killed at any point, or run twice at once, it does the rest and nothing twice.
/// </summary>
[BackgroundTask(Schedule = "* * * * *", Title = "Deadlines", Description = "Marks tasks that are late and takes them up the ladder.")]
internal sealed class DeadlineWatch(TimeProvider clock, ILogger<DeadlineWatch> logger) : IBackgroundTask
{
    /// <summary>How many cases are tried one by one after a batch failed; the next minute goes on.</summary>
    private const int OneByOne = 500;

    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        using var actor = ActingAs.System("system:deadlines");
        var mediator = serviceProvider.GetRequiredService<IMediator>();
        try
        {
            // Asking through the reading door costs nobody anything; most minutes have nothing to do.
            while ((await Due(serviceProvider, 1, cancellationToken)).Count > 0)
            {
                var done = await mediator.Send(new WatchDeadlines(), cancellationToken);
                // None: another host holds them all right now.
                if (done.Error is not null || done.Value == 0) return;
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(failure, "A batch of deadlines failed; its cases are tried one by one");
            foreach (var id in await Due(serviceProvider, OneByOne, cancellationToken)) await TryOne(mediator, id, cancellationToken);
        }
    }

    /// <summary>One case that cannot be escalated must not keep the others from it.</summary>
    private async Task TryOne(IMediator mediator, Guid id, CancellationToken token)
    {
        try
        {
            await mediator.Send(new WatchDeadlines(id), token);
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            logger.LogError(failure, "The deadlines of case {Case} could not be watched", id);
        }
    }

    private async Task<List<Guid>> Due(IServiceProvider services, int most, CancellationToken token)
    {
        var now = clock.Utc();
        return await services.GetRequiredService<SopsDbContext>().Cases.Where(c => c.WatchAt <= now).OrderBy(c => c.WatchAt).Select(c => c.Id).Take(most).ToListAsync(token);
    }
}
