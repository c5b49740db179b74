using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Data;

internal sealed class CaseEntryConfiguration : IEntityTypeConfiguration<CaseEntry>
{
    public void Configure(EntityTypeBuilder<CaseEntry> builder)
    {
        builder.ToTable("sops_history");
        builder.Property(h => h.By).HasMaxLength(200);
        builder.Property(h => h.For).HasMaxLength(200);
        builder.Property(h => h.Step).HasMaxLength(40);
        builder.Property(h => h.Detail).HasMaxLength(200);
        builder.Property(h => h.Comment).HasMaxLength(4000);
        builder.HasIndex(h => new { h.CaseId, h.Sequence }).IsUnique();
    }
}
