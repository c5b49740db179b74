using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Complaints.Data;

internal sealed class ComplaintConfiguration : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.ToTable("complaints_complaint");
        builder.Property(c => c.Number).HasMaxLength(24).IsSortKey();
        builder.Property(c => c.CodeHash).HasMaxLength(32).IsSecret();
        builder.Property(c => c.Kind).HasMaxLength(32);
        builder.Property(c => c.Language).HasMaxLength(16);
        builder.Property(c => c.Place).HasMaxLength(Limits.Place);
        builder.Property(c => c.PlaceFolded).HasMaxLength(Limits.PlaceKey).IsSortKey();
        builder.Property(c => c.Zone).HasMaxLength(Limits.Zone);
        builder.Property(c => c.Text).HasMaxLength(Limits.Text).IsSecret();
        builder.Property(c => c.ContactName).HasMaxLength(Limits.Name).IsSecret();
        builder.Property(c => c.ContactPhone).HasMaxLength(Limits.Phone).IsSecret();
        builder.Property(c => c.ContactEmail).HasMaxLength(Limits.Email).IsSecret();
        builder.Property(c => c.Step).HasMaxLength(64);
        builder.Property(c => c.Role).HasMaxLength(64);
        builder.Property(c => c.Resolution).HasMaxLength(Limits.Text);
        builder.Property(c => c.ExternalSystem).HasMaxLength(32);
        builder.Property(c => c.ExternalId).HasMaxLength(64);

        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.CodeHash).IsUnique();
        builder.HasIndex(c => new { c.ExternalSystem, c.ExternalId }).IsUnique();

        // The work list in its order, whole and by each filter; open first, for every tab begins with it. The counts read nothing but these, also of one's own among a kind.
        builder.HasIndex(c => new { c.IsOpen, c.SortAt, c.Number });
        builder.HasIndex(c => new { c.IsOpen, c.Assignee, c.SortAt, c.Number });
        builder.HasIndex(c => new { c.IsOpen, c.Kind, c.SortAt, c.Number, c.Assignee });
        builder.HasIndex(c => new { c.IsOpen, c.Zone, c.SortAt, c.Number, c.Assignee });
        builder.HasIndex(c => new { c.IsOpen, c.Channel, c.SortAt, c.Number, c.Assignee });

        builder.HasIndex(c => new { c.ReportedAt, c.Number });          // what was received in a period
        builder.HasIndex(c => c.CustomerId, "IX_complaints_open_of_customer").HasFilter("\"IsOpen\"");   // who has an open one
        builder.HasIndex(c => new { c.CustomerId, c.ReportedAt });      // the customer's page
        builder.HasIndex(c => new { c.PlaceFolded, c.ReportedAt });     // what else was reported at this place
    }
}
