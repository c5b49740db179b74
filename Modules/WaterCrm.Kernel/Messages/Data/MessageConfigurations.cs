using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Messages.Domain;

namespace WaterCrm.Kernel.Messages.Data;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("kernel_message");
        builder.Property(m => m.Kind).HasMaxLength(64);
        builder.Property(m => m.Purpose).HasMaxLength(Message.LongestPurpose);
        builder.Property(m => m.SubjectKind).HasMaxLength(64);
        builder.Property(m => m.Recipient).HasMaxLength(340);
        builder.Property(m => m.Channel).HasMaxLength(16);
        builder.Property(m => m.Address).HasMaxLength(320);
        builder.Property(m => m.Domain).HasMaxLength(255);
        builder.Property(m => m.Name).HasMaxLength(200);
        builder.Property(m => m.Language).HasMaxLength(16);
        builder.Property(m => m.Title).HasMaxLength(300);
        builder.Property(m => m.CreatedBy).HasMaxLength(256);
        builder.Property(m => m.HeldBy).HasMaxLength(256);
        builder.Property(m => m.HandledBy).HasMaxLength(256);
        builder.Property(m => m.Reference).HasMaxLength(300);
        builder.Property(m => m.Failure).HasMaxLength(1000);
        builder.Property(m => m.Reason).HasMaxLength(300);
        builder.Property(m => m.News).HasMaxLength(64);
        builder.Property(m => m.Priority).HasConversion<int>();   // it is sorted by
        builder.HasOne(m => m.Content).WithOne().HasForeignKey<MessageContent>(c => c.MessageId);
        builder.HasIndex(m => new { m.Purpose, m.SubjectKind, m.SubjectId, m.Recipient }).IsUnique();   // nothing is sent twice
        builder.HasIndex(m => new { m.Channel, m.Priority, m.DueAt, m.Id }).HasFilter("\"State\" = 'Queued'").HasDatabaseName("IX_kernel_message_next");   // whose turn it is
        builder.HasIndex(m => new { m.Recipient, m.State, m.TriedAt }).HasFilter("\"Topic\" = 'News'").HasDatabaseName("IX_kernel_message_news");   // how much news somebody had
        builder.HasIndex(m => m.HeldBy).HasFilter("\"State\" = 'Sending'").HasDatabaseName("IX_kernel_message_under_way");
        builder.HasIndex(m => m.UselessAt).HasFilter("\"State\" = 'Queued' AND \"UselessAt\" IS NOT NULL");
        builder.HasIndex(m => new { m.Channel, m.TriedAt, m.Domain });   // how many went today, this hour, this minute
        builder.HasIndex(m => m.Reference).HasFilter("\"Reference\" IS NOT NULL");   // what comes back names it
        builder.HasIndex(m => new { m.Recipient, m.SubjectKind, m.SubjectId, m.TriedAt }).HasFilter("\"Reference\" IS NOT NULL").HasDatabaseName("IX_kernel_message_thread");   // what the next one to the same about the same continues
        builder.HasIndex(m => new { m.PersonId, m.Channel, m.ReadAt }).HasFilter("\"PersonId\" IS NOT NULL");   // what a colleague has not read
        builder.HasIndex(m => new { m.CustomerId, m.CreatedAt }).HasFilter("\"CustomerId\" IS NOT NULL");
        builder.HasIndex(m => new { m.PersonId, m.CreatedAt }).HasFilter("\"PersonId\" IS NOT NULL");
        builder.HasIndex(m => new { m.SubjectKind, m.SubjectId, m.CreatedAt });
        builder.HasIndex(m => new { m.State, m.CreatedAt, m.Id });   // the log
        builder.HasIndex(m => new { m.CreatedAt, m.Id });
        builder.HasIndex(m => new { m.Channel, m.CreatedAt, m.Id });   // what a month of a channel cost
    }
}

internal sealed class MessageContentConfiguration : IEntityTypeConfiguration<MessageContent>
{
    public void Configure(EntityTypeBuilder<MessageContent> builder)
    {
        builder.ToTable("kernel_message_content");
        builder.HasKey(c => c.MessageId);
    }
}
