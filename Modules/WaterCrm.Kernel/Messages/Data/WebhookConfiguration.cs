using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Webhooks.Domain;

namespace WaterCrm.Kernel.Messages.Data;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("kernel_webhook");
        builder.Property(w => w.Name).HasMaxLength(100);
        builder.Property(w => w.Address).HasMaxLength(2000).IsSecret();   // paths of many services are keys
        builder.Property(w => w.Events).HasMaxLength(4000);
        builder.Property(w => w.Secret).HasMaxLength(1000).IsSecret();
        builder.Ignore(w => w.EventList);
    }
}
