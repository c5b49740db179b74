using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Data;

internal sealed class SuggestionYearConfiguration : IEntityTypeConfiguration<SuggestionYear>
{
    public void Configure(EntityTypeBuilder<SuggestionYear> builder)
    {
        builder.ToTable("sample_year");
        builder.HasKey(y => y.Year);
        builder.Property(y => y.Year).ValueGeneratedNever();
    }
}
