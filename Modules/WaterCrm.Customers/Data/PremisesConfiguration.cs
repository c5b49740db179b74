using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Data;

internal sealed class PremisesConfiguration : IEntityTypeConfiguration<Premises>
{
    public void Configure(EntityTypeBuilder<Premises> builder)
    {
        builder.ToTable("customers_premises");
        builder.Property(p => p.Address).HasMaxLength(CustomerLimits.Address).IsPersonal();
        builder.Property(p => p.FoldedAddress).HasMaxLength(CustomerLimits.Key).IsSortKey().IsPersonal();
        builder.HasOne<Zone>().WithMany().HasForeignKey(p => p.ZoneId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.FoldedAddress, p.Id });          // the same place, written again
    }
}

internal sealed class CustomerPremisesConfiguration : IEntityTypeConfiguration<CustomerPremises>
{
    public void Configure(EntityTypeBuilder<CustomerPremises> builder)
    {
        builder.ToTable("customers_customer_premises");
        builder.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Premises>().WithMany().HasForeignKey(s => s.PremisesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.CustomerId, s.From });
        builder.HasIndex(s => new { s.PremisesId, s.From });
        // Whoever is there cannot move in again, also when two desks record it at once.
        builder.HasIndex(s => new { s.CustomerId, s.PremisesId }).IsUnique().HasFilter("\"To\" IS NULL");
    }
}

internal sealed class ZoneConfiguration : IEntityTypeConfiguration<Zone>
{
    public void Configure(EntityTypeBuilder<Zone> builder)
    {
        builder.ToTable("customers_zone");
        builder.Property(z => z.Code).HasMaxLength(CustomerLimits.Code);
        builder.Property(z => z.SortKey).HasMaxLength(CustomerLimits.Key).IsSortKey();
        builder.Property(z => z.NameEn).HasMaxLength(CustomerLimits.Name);
        builder.Property(z => z.NameVi).HasMaxLength(CustomerLimits.Name);
        builder.Property(z => z.NameZh).HasMaxLength(CustomerLimits.Name);
        builder.Ignore(z => z.Name);
        builder.HasIndex(z => z.Code).IsUnique();
        builder.HasIndex(z => z.SortKey);
    }
}
