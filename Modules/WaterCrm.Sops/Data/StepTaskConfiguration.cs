using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Data;

internal sealed class StepTaskConfiguration : IEntityTypeConfiguration<StepTask>
{
    public void Configure(EntityTypeBuilder<StepTask> builder)
    {
        builder.ToTable("sops_task");
        builder.Property(t => t.Step).HasMaxLength(40);
        builder.Property(t => t.Role).HasMaxLength(40);
        builder.Property(t => t.EscalatedTo).HasMaxLength(40);
        builder.Property(t => t.Assignee).HasMaxLength(200);
        builder.Property(t => t.AnsweredBy).HasMaxLength(200);
        builder.Property(t => t.DueAfter).HasMaxLength(20);
        builder.Property(t => t.DueCalendar).HasMaxLength(40);
        builder.Property(t => t.Outcome).HasMaxLength(40);
        builder.Ignore(t => t.IsOpen);
        builder.HasIndex(t => new { t.CaseId, t.Sequence }).IsUnique();
        builder.HasIndex(t => t.CaseId).IsUnique().HasFilter("\"State\" = 'Open'").HasDatabaseName("IX_sops_task_one_open");   // one step waits at a time
        builder.HasIndex(t => new { t.State, t.SortDue, t.Id });   // the inbox, most urgent first
        builder.HasIndex(t => new { t.AssigneeId, t.State, t.SortDue });
    }
}
