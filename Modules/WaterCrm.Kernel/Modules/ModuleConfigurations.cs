using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Modules.Domain;

namespace WaterCrm.Kernel.Modules;

internal sealed class FeatureSwitchConfiguration : IEntityTypeConfiguration<FeatureSwitch>
{
    public void Configure(EntityTypeBuilder<FeatureSwitch> builder)
    {
        builder.ToTable("kernel_feature");
        builder.HasKey(f => f.Feature);
        builder.Property(f => f.Feature).HasColumnName("feature").HasMaxLength(200);
        builder.Property(f => f.IsOn).HasColumnName("is_on");
    }
}

internal sealed class KnownModuleConfiguration : IEntityTypeConfiguration<KnownModule>
{
    public void Configure(EntityTypeBuilder<KnownModule> builder)
    {
        builder.ToTable("kernel_module");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).HasColumnName("id").HasMaxLength(200);
        builder.Property(m => m.Name).HasColumnName("name").HasMaxLength(200);
        builder.Property(m => m.Version).HasColumnName("version").HasMaxLength(50);
        builder.Property(m => m.Prefixes).HasColumnName("prefixes").HasMaxLength(400);
        builder.Property(m => m.Since).HasColumnName("since");
        builder.Ignore(m => m.PrefixList);
    }
}

internal sealed class KeptListenerConfiguration : IEntityTypeConfiguration<KeptListener>
{
    public void Configure(EntityTypeBuilder<KeptListener> builder)
    {
        builder.ToTable("kernel_listener");
        builder.HasKey(l => l.Listener);
        builder.Property(l => l.Listener).HasColumnName("listener").HasMaxLength(256);
        builder.Property(l => l.Event).HasColumnName("event").HasMaxLength(128);
    }
}
