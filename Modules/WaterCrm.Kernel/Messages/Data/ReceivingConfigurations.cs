using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;

namespace WaterCrm.Kernel.Messages.Data;

internal sealed class SuppressionConfiguration : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("kernel_suppression");
        builder.Property(s => s.Channel).HasMaxLength(16);
        builder.Property(s => s.Address).HasMaxLength(320).IsPersonal();
        builder.Property(s => s.Recipient).HasMaxLength(340).IsPersonal();
        builder.Property(s => s.Note).HasMaxLength(500).IsPersonal();   // servers like to repeat the address
        builder.HasIndex(s => new { s.Recipient, s.Topic }).IsUnique();
        builder.HasIndex(s => new { s.Since, s.Id });   // the list, the latest first
    }
}

internal sealed class TakenMailConfiguration : IEntityTypeConfiguration<TakenMail>
{
    public void Configure(EntityTypeBuilder<TakenMail> builder)
    {
        builder.ToTable("kernel_received_mail");
        builder.Property(m => m.Key).HasMaxLength(32);
        builder.Property(m => m.MessageId).HasMaxLength(300);
        builder.Property(m => m.From).HasMaxLength(400).IsPersonal();
        builder.Property(m => m.FromName).HasMaxLength(200).IsPersonal();
        builder.Property(m => m.Title).HasMaxLength(300).IsPersonal();
        builder.Property(m => m.Text).IsPersonal();
        builder.Property(m => m.Recipient).HasMaxLength(340).IsPersonal();
        builder.Property(m => m.Note).HasMaxLength(1000).IsPersonal();
        builder.HasIndex(m => m.Key).IsUnique();   // nothing is taken twice
        builder.HasIndex(m => new { m.Recipient, m.ReceivedAt }).HasFilter("\"IsHard\"").HasDatabaseName("IX_kernel_received_mail_hard");   // how often an address has refused
        builder.HasIndex(m => m.OwnMessageId).HasFilter("\"OwnMessageId\" IS NOT NULL");
        builder.HasIndex(m => new { m.ReceivedAt, m.Id });
    }
}
