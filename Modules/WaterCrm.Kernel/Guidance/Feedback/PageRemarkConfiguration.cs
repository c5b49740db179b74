using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Guidance.Feedback;

internal sealed class PageRemarkConfiguration : IEntityTypeConfiguration<PageRemark>
{
    public void Configure(EntityTypeBuilder<PageRemark> builder)
    {
        builder.ToTable("kernel_feedback");
        builder.Property(r => r.Text).HasMaxLength(SendFeedback.Longest).IsPersonal();
        builder.Property(r => r.Page).HasMaxLength(SendFeedback.LongestPage);
        builder.Property(r => r.Release).HasMaxLength(64);
        builder.Property(r => r.Language).HasMaxLength(16);
        builder.Property(r => r.PersonName).HasMaxLength(256).IsPersonal();
        builder.Property(r => r.Note).HasMaxLength(SettleFeedback.LongestNote).IsPersonal();
        builder.Property(r => r.DoneBy).HasMaxLength(256);
        builder.HasIndex(r => new { r.State, r.At, r.Id });   // the list, its tabs and their counts
        builder.HasIndex(r => new { r.At, r.Id });
    }
}
