using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Data;

internal sealed class NewCustomerConfiguration : IEntityTypeConfiguration<NewCustomer>
{
    public void Configure(EntityTypeBuilder<NewCustomer> builder)
    {
        builder.ToTable("sample_new_customer");
        builder.HasKey(c => c.CustomerId);
        builder.Property(c => c.CustomerId).ValueGeneratedNever();
    }
}
