using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Data;

internal sealed class DefinitionVersionConfiguration : IEntityTypeConfiguration<DefinitionVersion>
{
    public void Configure(EntityTypeBuilder<DefinitionVersion> builder)
    {
        builder.ToTable("sops_definition");
        builder.Property(d => d.Code).HasMaxLength(80);
        builder.Property(d => d.Hash).HasMaxLength(64);
        builder.Property(d => d.Source).HasMaxLength(120);
        builder.HasIndex(d => new { d.Code, d.Number }).IsUnique();
    }
}
