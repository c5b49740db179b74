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
        builder.Property(t => t.Team).HasMaxLength(40);
        builder.Property(t => t.EscalatedTo).HasMaxLength(40);
        builder.Property(t => t.Assignee).HasMaxLength(200);
        builder.Property(t => t.AnsweredBy).HasMaxLength(200);
        builder.Property(t => t.DueAfter).HasMaxLength(20);
        builder.Property(t => t.DueCalendar).HasMaxLength(40);
        builder.Property(t => t.Outcome).HasMaxLength(40);
        builder.Ignore(t => t.IsOpen);
        builder.HasIndex(t => new { t.CaseId, t.Sequence }).IsUnique();
        builder.HasIndex(t => t.CaseId).IsUnique().HasFilter("\"State\" = 'Open'").HasDatabaseName("IX_sops_task_one_open");   // one step waits at a time
        // The inbox, most urgent first; with all that decides whose it is, so that its counts read nothing but the index.
        builder.HasIndex(t => new { t.State, t.SortDue, t.Id, t.Role, t.Team, t.EscalatedTo, t.AssigneeId, t.LateAt }).HasDatabaseName("IX_sops_task_inbox");
        builder.HasIndex(t => t.Team).HasFilter("\"State\" = 'Open' AND \"Team\" IS NOT NULL");   // what a team that closes leaves behind
        builder.HasIndex(t => new { t.AssigneeId, t.State, t.SortDue });
    }
}
