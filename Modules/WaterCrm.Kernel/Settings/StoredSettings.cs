using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WaterCrm.Kernel.Settings;

/// <summary>A group that somebody changed. Groups without a row have their defaults.</summary>
internal sealed class StoredSettings
{
    public required string Key { get; init; }
    public required string Json { get; init; }
    public int Version { get; init; }
    public DateTime ChangedAt { get; init; }
    public string ChangedBy { get; init; } = "";
}

internal sealed class StoredSettingsConfiguration : IEntityTypeConfiguration<StoredSettings>
{
    public void Configure(EntityTypeBuilder<StoredSettings> builder)
    {
        builder.ToTable("kernel_setting");
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasColumnName("key").HasMaxLength(60);
        builder.Property(s => s.Json).HasColumnName("json");
        builder.Property(s => s.Version).HasColumnName("version");
        builder.Property(s => s.ChangedAt).HasColumnName("changed_at");
        builder.Property(s => s.ChangedBy).HasColumnName("changed_by").HasMaxLength(256);
    }
}
