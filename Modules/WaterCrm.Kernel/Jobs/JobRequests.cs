using System.Text.Json;
using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Mapping;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Jobs;

/// <summary>Puts long work on the list. The id is the caller's, who may have put files into the job's folder before.</summary>
[Audited("jobs.started", "Started an import")]
public sealed record StartJob(Guid Id, string Kind, string Title, object Parameters) : ICommand<Guid>;

internal sealed class StartJobHandler(KernelDbContext db, IActor actor, TimeProvider clock) : IRequestHandler<StartJob, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(StartJob request, CancellationToken token)
    {
        db.Add(Job.New(request.Id, request.Kind, request.Title, request.Parameters, actor.Name, actor.Id, clock.Utc()));
        await db.SaveChangesAsync(token);
        return request.Id;
    }
}

/// <summary>Asks a job of this kind to stop after what it is doing now. What it has committed stays.</summary>
[Audited("jobs.cancelled", "Cancelled an import")]
public sealed record CancelJob(Guid Id, string Kind) : ICommand<Guid>;

internal sealed class CancelJobHandler(KernelDbContext db, TimeProvider clock) : IRequestHandler<CancelJob, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(CancelJob request, CancellationToken token)
    {
        if (await db.Set<Job>().FindAsync([request.Id], token) is not { } job || job.Kind != request.Kind) return JobErrors.NotFound;
        if (job.Cancel(clock.Utc()).Error is { } error) return error;
        await db.SaveChangesAsync(token);
        return job.Id;
    }
}

/// <summary>Takes a job of this kind up again that was cancelled or failed, from where it stopped.</summary>
[Audited("jobs.resumed", "Resumed an import")]
public sealed record ResumeJob(Guid Id, string Kind) : ICommand<Guid>;

internal sealed class ResumeJobHandler(KernelDbContext db) : IRequestHandler<ResumeJob, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ResumeJob request, CancellationToken token)
    {
        if (await db.Set<Job>().FindAsync([request.Id], token) is not { } job || job.Kind != request.Kind) return JobErrors.NotFound;
        if (job.Resume().Error is { } error) return error;
        await db.SaveChangesAsync(token);
        return job.Id;
    }
}

public sealed record JobView(Guid Id, string Kind, string Title, JobState State, long Done, long Total, bool CancelAsked,
    string? Failure, string? Result, string Parameters, string? Checkpoint, DateTime CreatedAt, DateTime? StartedAt, DateTime? EndedAt, DateTime? FilesRemovedAt, string CreatedBy)
{
    public bool HasEnded => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>0 to 100; null while it is not known how much there is to do.</summary>
    public int? Percent => Total > 0 ? (int)Math.Min(100, Done * 100 / Total) : null;

    /// <summary>What it has done: the result when it has ended, else how far it is.</summary>
    public T? Tally<T>() where T : class => (Result ?? Checkpoint) is { } json ? JsonSerializer.Deserialize<T>(json) : null;

    public JobFailure? Why => Failure is null ? null : JsonSerializer.Deserialize<JobFailure>(Failure);

    internal sealed class Map : Profile
    {
        public Map() => CreateMap<Job, JobView>();
    }
}

public sealed record ShowJob(Guid Id) : IQuery<JobView?>;

internal sealed class ShowJobHandler(KernelDbContext db, Views views) : IRequestHandler<ShowJob, JobView?>
{
    public Task<JobView?> Handle(ShowJob request, CancellationToken token) =>
        views.Of<JobView>(db.Set<Job>().Where(j => j.Id == request.Id)).SingleOrDefaultAsync(token);
}

/// <summary>The last jobs of a kind, newest first.</summary>
public sealed record FindJobs(string Kind, int Take = 50) : IQuery<IReadOnlyList<JobView>>;

internal sealed class FindJobsHandler(KernelDbContext db, Views views) : IRequestHandler<FindJobs, IReadOnlyList<JobView>>
{
    public async Task<IReadOnlyList<JobView>> Handle(FindJobs request, CancellationToken token) =>
        await views.Of<JobView>(db.Set<Job>().Where(j => j.Kind == request.Kind).OrderByDescending(j => j.CreatedAt).Take(request.Take)).ToListAsync(token);
}
