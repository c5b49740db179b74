using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;

namespace WaterCrm.Kernel.Messages.Data;

internal sealed class NewsWishConfiguration : IEntityTypeConfiguration<NewsWish>
{
    public void Configure(EntityTypeBuilder<NewsWish> builder)
    {
        builder.ToTable("kernel_news_wish");
        builder.Property(w => w.Channel).HasMaxLength(16);
        builder.Property(w => w.Address).HasMaxLength(320).IsPersonal();
        builder.Property(w => w.Recipient).HasMaxLength(340).IsPersonal();
        builder.Property(w => w.Topic).HasMaxLength(64);
        builder.Property(w => w.Note).HasMaxLength(NewsWish.LongestNote).IsPersonal();
        builder.HasIndex(w => new { w.Recipient, w.Topic }).IsUnique();
    }
}

internal sealed class NewsTurnConfiguration : IEntityTypeConfiguration<NewsTurn>
{
    public void Configure(EntityTypeBuilder<NewsTurn> builder)
    {
        builder.ToTable("kernel_news_turn");
        builder.HasKey(t => t.Recipient);
        builder.Property(t => t.Recipient).HasMaxLength(340).IsPersonal();
    }
}
