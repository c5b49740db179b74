using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WaterCrm.Kernel.Data.Records;

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEvent>
{
    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.ToTable("kernel_outbox");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).HasColumnName("sequence").ValueGeneratedOnAdd();
        builder.Property(e => e.Name).HasColumnName("name").HasMaxLength(128);
        builder.Property(e => e.Subject).HasColumnName("subject");
        builder.Property(e => e.Payload).HasColumnName("payload");
        builder.Property(e => e.OccurredAt).HasColumnName("occurred_at");
        builder.Property(e => e.WrittenAt).HasColumnName("written_at");
        builder.HasIndex(e => e.WrittenAt);   // the nightly clean-up
    }
}

internal sealed class InboxEntryConfiguration : IEntityTypeConfiguration<InboxEntry>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("kernel_inbox");
        builder.HasKey(e => new { e.Listener, e.Sequence });
        builder.Property(e => e.Listener).HasColumnName("listener").HasMaxLength(256);
        builder.Property(e => e.Sequence).HasColumnName("sequence");
        builder.Property(e => e.Subject).HasColumnName("subject");
        builder.Property(e => e.State).HasColumnName("state");
        builder.Property(e => e.Tries).HasColumnName("tries");
        builder.Property(e => e.DueAt).HasColumnName("due_at");
        builder.Property(e => e.Failure).HasColumnName("failure").HasMaxLength(2000);
        builder.HasIndex(e => new { e.Listener, e.Subject, e.Sequence }).HasFilter("state <> 'Done'");   // is an earlier one still open?
        builder.HasIndex(e => e.Sequence).HasFilter("state = 'Pending'").HasDatabaseName("IX_kernel_inbox_pending");
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("kernel_audit");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).HasColumnName("sequence").ValueGeneratedOnAdd();
        builder.Property(e => e.At).HasColumnName("at");
        builder.Property(e => e.Action).HasColumnName("action").HasMaxLength(128);
        builder.Property(e => e.ActorId).HasColumnName("actor_id");
        builder.Property(e => e.ActorName).HasColumnName("actor_name").HasMaxLength(256);
        builder.Property(e => e.Subject).HasColumnName("subject");
        builder.Property(e => e.Changes).HasColumnName("changes");
        // The audit's page is in the order of time, whatever it is narrowed to.
        builder.HasIndex(e => new { e.At, e.Sequence });
        builder.HasIndex(e => new { e.Action, e.At, e.Sequence });
        builder.HasIndex(e => new { e.ActorId, e.At, e.Sequence });
        builder.HasIndex(e => new { e.ActorName, e.At, e.Sequence }).HasFilter("actor_id IS NULL");
        builder.HasIndex(e => new { e.Subject, e.At, e.Sequence });
    }
}

internal sealed class NumberSeriesConfiguration : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.ToTable("kernel_number");
        builder.HasKey(e => new { e.Kind, e.Year });
        builder.Property(e => e.Kind).HasColumnName("kind").HasMaxLength(16);
        builder.Property(e => e.Year).HasColumnName("year");
        builder.Property(e => e.Last).HasColumnName("last");
    }
}

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("kernel_lease");
        builder.HasKey(e => e.Name);
        builder.Property(e => e.Name).HasColumnName("name").HasMaxLength(256);
        builder.Property(e => e.Holder).HasColumnName("holder").HasMaxLength(128);
        builder.Property(e => e.Until).HasColumnName("until");
    }
}

internal sealed class KeptFileConfiguration : IEntityTypeConfiguration<KeptFile>
{
    public void Configure(EntityTypeBuilder<KeptFile> builder)
    {
        builder.ToTable("kernel_file");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(f => f.Sha256).HasColumnName("sha256").HasMaxLength(64);
        builder.HasIndex(f => f.Sha256);   // is it still named?
    }
}

internal sealed class TaskRunConfiguration : IEntityTypeConfiguration<TaskRun>
{
    public void Configure(EntityTypeBuilder<TaskRun> builder)
    {
        builder.ToTable("kernel_task_history");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).HasColumnName("sequence").ValueGeneratedOnAdd();
        builder.Property(e => e.Name).HasColumnName("name").HasMaxLength(256);
        builder.Property(e => e.StartedAt).HasColumnName("started_at");
        builder.Property(e => e.EndedAt).HasColumnName("ended_at");
        builder.Property(e => e.Failure).HasColumnName("failure").HasMaxLength(2000);
        builder.HasIndex(e => new { e.Name, e.Sequence });
    }
}
