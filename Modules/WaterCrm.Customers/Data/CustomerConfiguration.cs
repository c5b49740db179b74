using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Data;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers_customer");
        builder.Property(c => c.Name).HasMaxLength(CustomerLimits.Name).IsPersonal();
        builder.Property(c => c.FoldedName).HasMaxLength(CustomerLimits.Key).IsPersonal();
        builder.Property(c => c.SortKey).HasMaxLength(CustomerLimits.Key).IsSortKey().IsPersonal();
        builder.Property(c => c.Code).HasMaxLength(CustomerLimits.Code).IsPersonal();
        builder.Property(c => c.Language).HasMaxLength(10);
        builder.Property(c => c.FormOfAddress).HasMaxLength(CustomerLimits.FormOfAddress).IsPersonal();
        builder.Property(c => c.CalledAs).HasMaxLength(CustomerLimits.CalledAs).IsPersonal();
        builder.Property(c => c.Note).HasMaxLength(CustomerLimits.Note).IsPersonal();
        builder.HasMany(c => c.Phones).WithOne().HasForeignKey(p => p.CustomerId);
        builder.HasMany(c => c.Emails).WithOne().HasForeignKey(e => e.CustomerId);

        builder.HasIndex(c => new { c.SortKey, c.Id });                // the list, a page at a time
        builder.HasIndex(c => new { c.Kind, c.SortKey, c.Id });
        builder.HasIndex(c => new { c.ZoneId, c.SortKey, c.Id });
        builder.HasIndex(c => new { c.SortKey, c.Id }, "IX_customers_priority").HasFilter("\"IsPriority\"");
        builder.HasIndex(c => new { c.SortKey, c.Id }, "IX_customers_key_customer").HasFilter("\"IsKeyCustomer\"");
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasIndex(c => c.FoldedName);                           // who may be here twice
    }
}

internal sealed class CustomerPhoneConfiguration : IEntityTypeConfiguration<CustomerPhone>
{
    public void Configure(EntityTypeBuilder<CustomerPhone> builder)
    {
        builder.ToTable("customers_phone");
        builder.Property(p => p.Number).HasMaxLength(CustomerLimits.Phone).IsPersonal();
        builder.Property(p => p.Typed).HasMaxLength(CustomerLimits.Phone).IsPersonal();
        builder.HasIndex(p => new { p.Number, p.CustomerId });         // who is calling
    }
}

internal sealed class CustomerEmailConfiguration : IEntityTypeConfiguration<CustomerEmail>
{
    public void Configure(EntityTypeBuilder<CustomerEmail> builder)
    {
        builder.ToTable("customers_email");
        builder.Property(e => e.Address).HasMaxLength(CustomerLimits.Email).IsPersonal();
    }
}
