using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;

namespace WaterCrm.Complaints.Data;

internal sealed class AdditionConfiguration : IEntityTypeConfiguration<Addition>
{
    public void Configure(EntityTypeBuilder<Addition> builder)
    {
        builder.ToTable("complaints_addition");
        builder.Property(a => a.Text).HasMaxLength(Limits.Text).IsSecret();
        builder.Property(a => a.Author).HasMaxLength(128);
        builder.HasOne<Complaint>().WithMany().HasForeignKey(a => a.ComplaintId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => new { a.ComplaintId, a.At });
    }
}

internal sealed class PhotoConfiguration : IEntityTypeConfiguration<Photo>
{
    public void Configure(EntityTypeBuilder<Photo> builder)
    {
        builder.ToTable("complaints_photo");
        builder.Property(p => p.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(p => p.ContentType).HasMaxLength(64);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Ignore(p => p.File);
        builder.HasOne<Complaint>().WithMany().HasForeignKey(p => p.ComplaintId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.ComplaintId, p.Ordinal }).IsUnique();
    }
}

internal sealed class ReceiptConfiguration : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.ToTable("complaints_receipt");
        builder.HasKey(r => r.Form);
        builder.Property(r => r.Form).HasMaxLength(32);
    }
}
