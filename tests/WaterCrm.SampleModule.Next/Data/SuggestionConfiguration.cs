using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Data;

internal sealed class SuggestionConfiguration : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> builder)
    {
        builder.ToTable("sample_suggestion");
        builder.Property(s => s.Text).HasMaxLength(Suggestion.LongestText);
        builder.Property(s => s.TakenUpBy).HasMaxLength(200);
        builder.Property(s => s.Complaint).HasMaxLength(32);
        builder.HasIndex(s => s.MadeAt);       // the staff's list: newest first; and what is forgotten: oldest first
        builder.HasIndex(s => s.CustomerId);   // the part on the customer's page
    }
}
