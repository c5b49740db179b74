using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Data;

internal sealed class InteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.ToTable("customers_interaction");
        builder.Property(i => i.SubjectKind).HasMaxLength(40);
        builder.Property(i => i.SubjectName).HasMaxLength(CustomerLimits.Name);
        builder.Property(i => i.Summary).HasMaxLength(CustomerLimits.Summary).IsPersonal();
        builder.Property(i => i.AuthorName).HasMaxLength(256);
        builder.HasOne<Customer>().WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => new { i.CustomerId, i.At, i.Id });       // the timeline, a page at a time
        builder.HasIndex(i => new { i.SubjectId, i.At });
    }
}
