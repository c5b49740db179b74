using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Jobs;

/// <summary>Takes the jobs that wait, and those whose host died, and does them one after the other.</summary>
public sealed class JobWorker(IServiceScopeFactory scopes, CommandRunner runner, HostPresence presence, IConfiguration configuration, TimeProvider clock, ILogger<JobWorker> logger)
{
    /// <summary>The folder in which a job keeps its files.</summary>
    public static string FolderOf(IConfiguration configuration, Guid job) => Path.Combine(configuration["AppData"] ?? "App_Data", "jobs", job.ToString("N"));

    /// <summary>Does what waits until nothing does.</summary>
    public async Task WorkOff(CancellationToken token)
    {
        while (!token.IsCancellationRequested && await Next(token) is { } id) await Work(id, null, token);
    }

    /// <summary>Does one job here and now, if nobody else does it.</summary>
    public async Task Work(Guid id, Action<long, long>? watch, CancellationToken token)
    {
        if (await Take(id, token) is not { } job) return;

        var (state, result, failure) = await Attempt(job, watch, token);
        // A host that is told to stop leaves the job as it is: the next one goes on with it.
        if (token.IsCancellationRequested && state is JobState.Failed) await Release(id);
        else await End(id, state, result, failure);
    }

    private async Task<(JobState State, string? Result, string? Failure)> Attempt(Job job, Action<long, long>? watch, CancellationToken token)
    {
        using var actor = ActingAs.System($"system:{job.Kind} {job.CreatedBy}");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var kind = scope.ServiceProvider.GetServices<IJobKind>().FirstOrDefault(k => k.Kind == job.Kind)
                ?? throw new JobRefused(Word.Of("The module that does this work is switched off."));
            var folder = FolderOf(configuration, job.Id);
            Directory.CreateDirectory(folder);
            var run = new JobRun { Id = job.Id, Parameters = job.Parameters, Checkpoint = job.Checkpoint, Folder = folder, Me = presence.Name, Clock = clock, Watch = watch };
            return (JobState.Done, await kind.Run(run, token), null);
        }
        catch (JobRefused refused)
        {
            return (JobState.Failed, null, System.Text.Json.JsonSerializer.Serialize(new JobFailure(refused.Message, [.. refused.Args.Select(a => a.ToString() ?? "")])));
        }
        catch (JobStopped)
        {
            return (JobState.Cancelled, null, null);
        }
        catch (Exception failure)
        {
            if (!token.IsCancellationRequested) logger.LogError(failure, "Job {Id} ({Kind}) failed", job.Id, job.Kind);
            return (JobState.Failed, null, System.Text.Json.JsonSerializer.Serialize(new JobFailure(Word.Of("Something went wrong that we did not foresee. The log of the server says more: {0}."), [failure.GetType().Name])));
        }
    }

    private async Task<Guid?> Next(CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
        var candidates = await db.Set<Job>().Where(j => j.State == JobState.Waiting || j.State == JobState.Running)
            .OrderBy(j => j.CreatedAt).Select(j => new { j.Id, j.HeldBy, j.HeldUntil }).Take(50).ToListAsync(token);
        return candidates.FirstOrDefault(j => IsFree(j.HeldBy, j.HeldUntil))?.Id;
    }

    private Task<Job?> Take(Guid id, CancellationToken token) => Change<Job?>("job: take", id, async (job, hold) =>
    {
        if (job.State is not (JobState.Waiting or JobState.Running) || !IsFree(job.HeldBy, job.HeldUntil)) return null;
        var taken = await hold.Execute(
            "UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = @me, \"HeldUntil\" = @until, \"StartedAt\" = coalesce(\"StartedAt\", @now) " +
            "WHERE \"Id\" = @id AND (\"HeldBy\" IS NULL OR \"HeldBy\" = @before)",
            token, ("@me", presence.Name), ("@until", clock.Utc() + Job.Hold), ("@now", clock.Utc()), ("@id", id), ("@before", job.HeldBy));
        return taken == 1 ? job : null;
    });

    private Task<bool> Release(Guid id) => Change("job: release", id, async (_, hold) =>
        await hold.Execute("UPDATE kernel_job SET \"HeldBy\" = NULL, \"HeldUntil\" = NULL WHERE \"Id\" = @id AND \"HeldBy\" = @me", CancellationToken.None, ("@id", id), ("@me", presence.Name)) > 0);

    private Task<bool> End(Guid id, JobState state, string? result, string? failure) => Change("job: end", id, async (_, hold) =>
        await hold.Execute(
            "UPDATE kernel_job SET \"State\" = @state, \"Result\" = @result, \"Failure\" = @failure, \"EndedAt\" = @now, \"HeldBy\" = NULL, \"HeldUntil\" = NULL WHERE \"Id\" = @id AND \"HeldBy\" = @me",
            CancellationToken.None, ("@state", state), ("@result", result), ("@failure", failure), ("@now", clock.Utc()), ("@id", id), ("@me", presence.Name)) > 0);

    private async Task<T?> Change<T>(string what, Guid id, Func<Job, WriteHold, Task<T>> change)
    {
        var result = await runner.Run<Result<T?>>(what, async (services, token) =>
        {
            var job = await services.GetRequiredService<KernelDbContext>().Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id, token);
            return await change(job, services.GetRequiredService<CommandScope>().Hold!);
        }, CancellationToken.None);
        return result.Value;
    }

    /// <summary>
    /// Nobody holds it, the holder is dead, or it is one that cannot be seen from here and its time is up.
    /// A process that lives keeps what it holds, however long a piece of it takes.
    /// </summary>
    private bool IsFree(string? heldBy, DateTime? until) =>
        heldBy is null || heldBy == presence.Name || (presence.IsAlive(heldBy) is { } alive ? !alive : until <= clock.Utc());
}

/// <summary>Why a job failed, in words that can be translated.</summary>
public sealed record JobFailure(string Message, string[] Args);
