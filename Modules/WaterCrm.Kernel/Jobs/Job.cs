using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Jobs;

public enum JobState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>
/// Long work that goes on while people do something else. What it has done so far is noted together with the work itself,
/// so that after a crash or a restart it goes on where it was.
/// </summary>
internal sealed class Job : Entity
{
    /// <summary>A host that works on a job says so at least this often; after that another may take it over.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Parameters { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public Guid? CreatedById { get; init; }
    public JobState State { get; private set; }
    public string? Checkpoint { get; private set; }
    public long Done { get; private set; }
    public long Total { get; private set; }
    public string? Failure { get; private set; }
    public string? Result { get; private set; }
    public bool CancelAsked { get; private set; }
    public DateTime? StartedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public string? HeldBy { get; private set; }
    public DateTime? HeldUntil { get; private set; }

    /// <summary>When its folder was removed, some time after it had ended; null while it is there.</summary>
    public DateTime? FilesRemovedAt { get; private set; }

    public static Job New(Guid id, string kind, string title, object parameters, string by, Guid? byId, DateTime now) => new()
    {
        Id = id, Kind = kind, Title = title, Parameters = JsonSerializer.Serialize(parameters, JsonSerializerOptions.Web), CreatedBy = by, CreatedById = byId, CreatedAt = now,
    };

    public Result<Job> Cancel(DateTime now)
    {
        if (State is JobState.Done or JobState.Failed or JobState.Cancelled) return JobErrors.Ended;
        CancelAsked = true;
        if (State is JobState.Waiting || HeldBy is null) (State, EndedAt) = (JobState.Cancelled, now);   // nobody is at work to notice it
        return this;
    }

    /// <summary>Goes on where it stopped.</summary>
    public Result<Job> Resume()
    {
        if (State is not (JobState.Cancelled or JobState.Failed)) return JobErrors.NotStopped;
        if (FilesRemovedAt is not null) return JobErrors.FilesGone;
        (State, CancelAsked, Failure, EndedAt) = (JobState.Waiting, false, null, null);
        return this;
    }
}

internal static class JobErrors
{
    public static readonly Error NotFound = new("jobs.not-found", "This work is not known here.", 404);
    public static readonly Error NotStopped = new("jobs.not-stopped", "Only work that was cancelled or has failed can be taken up again.", 409);
    public static readonly Error FilesGone = new("jobs.files-gone", "Its files have been removed meanwhile. Bring the file again.", 409);
    public static readonly Error Ended = new("jobs.ended", "This work has ended already.", 409);
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("kernel_job");
        builder.Property(j => j.Kind).HasMaxLength(64);
        builder.Property(j => j.Title).HasMaxLength(300);
        builder.Property(j => j.CreatedBy).HasMaxLength(256);
        builder.Property(j => j.HeldBy).HasMaxLength(256);
        builder.HasIndex(j => new { j.State, j.CreatedAt });   // what waits, oldest first
        builder.HasIndex(j => j.CreatedAt);                    // the page of all jobs
    }
}
