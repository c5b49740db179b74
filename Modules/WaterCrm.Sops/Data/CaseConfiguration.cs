using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Data;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("sops_case");
        builder.Property(c => c.Sop).HasMaxLength(80);
        builder.Property(c => c.SubjectKind).HasMaxLength(40);
        builder.Property(c => c.SubjectName).HasMaxLength(200);
        builder.Property(c => c.Variety).HasMaxLength(60);
        builder.Property(c => c.Step).HasMaxLength(40);
        builder.Property(c => c.PauseReason).HasMaxLength(2000);
        builder.Ignore(c => c.Current);
        builder.Ignore(c => c.AnsweredLate);
        builder.HasOne<DefinitionVersion>().WithMany().HasForeignKey(c => c.DefinitionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Tasks).WithOne().HasForeignKey(t => t.CaseId);
        builder.HasMany(c => c.History).WithOne().HasForeignKey(h => h.CaseId);
        builder.HasIndex(c => new { c.SubjectKind, c.SubjectId, c.OpenedAt });
        // Nothing runs twice at once about the same subject.
        builder.HasIndex(c => new { c.SubjectId, c.Sop }).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
        builder.HasIndex(c => c.WatchAt).HasFilter("\"WatchAt\" IS NOT NULL");   // all that the watch ever reads
    }
}
