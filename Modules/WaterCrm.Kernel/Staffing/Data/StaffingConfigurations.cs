using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Staffing.Domain;

namespace WaterCrm.Kernel.Staffing.Data;

internal sealed class BranchConfiguration : IEntityTypeConfiguration<Branch>
{
    public void Configure(EntityTypeBuilder<Branch> builder)
    {
        builder.ToTable("kernel_branch");
        builder.Property(b => b.Name).HasMaxLength(200);
        builder.Property(b => b.SortKey).HasMaxLength(800).IsSortKey();
        builder.HasIndex(b => new { b.SortKey, b.Id });
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("kernel_team");
        builder.Property(t => t.Code).HasMaxLength(40);
        builder.Property(t => t.Name).HasMaxLength(200);
        builder.Property(t => t.SortKey).HasMaxLength(800).IsSortKey();
        builder.HasMany(t => t.Members).WithOne().HasForeignKey(m => m.TeamId);
        builder.HasOne<Branch>().WithMany().HasForeignKey(t => t.BranchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.Code).IsUnique();
        builder.HasIndex(t => new { t.SortKey, t.Id });
        builder.HasIndex(t => t.HeadId);
    }
}

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.ToTable("kernel_team_member");
        builder.HasIndex(m => new { m.PersonId, m.Until });   // whose teams am I in: asked with every look into the inbox
    }
}

internal sealed class AbsenceConfiguration : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("kernel_absence");
        builder.Property(a => a.Note).HasMaxLength(500);
        builder.HasIndex(a => a.Until);   // who is away now: the past is never read again
    }
}

internal sealed class DutyShiftConfiguration : IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<DutyShift> builder)
    {
        builder.ToTable("kernel_shift");
        builder.Property(s => s.Name).HasMaxLength(100);
        builder.HasOne<Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RosterPlaceConfiguration : IEntityTypeConfiguration<RosterPlace>
{
    public void Configure(EntityTypeBuilder<RosterPlace> builder)
    {
        builder.ToTable("kernel_roster");
        builder.HasOne<DutyShift>().WithMany().HasForeignKey(p => p.ShiftId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.Day, p.ShiftId, p.PersonId }).IsUnique();   // a week is one stretch; nobody is twice in a shift
        builder.HasIndex(p => new { p.PersonId, p.Day });
    }
}

internal sealed class DutyCallConfiguration : IEntityTypeConfiguration<DutyCall>
{
    public void Configure(EntityTypeBuilder<DutyCall> builder)
    {
        builder.ToTable("kernel_duty_call");
        builder.Property(c => c.Reason).HasMaxLength(500);
        builder.Property(c => c.Link).HasMaxLength(200);
        builder.Property(c => c.RaisedBy).HasMaxLength(200);
        builder.Property(c => c.AcknowledgedBy).HasMaxLength(200);
        builder.HasMany(c => c.Ladder).WithOne().HasForeignKey(r => r.CallId);
        builder.HasIndex(c => c.NextAt).HasFilter("\"NextAt\" IS NOT NULL");   // all that the watch reads
        builder.HasIndex(c => c.RaisedAt);
        builder.HasIndex(c => c.State).HasFilter("\"State\" <> 'Acknowledged'").HasDatabaseName("IX_kernel_duty_call_open");   // the banner
    }
}

internal sealed class DutyCallRungConfiguration : IEntityTypeConfiguration<DutyCallRung>
{
    public void Configure(EntityTypeBuilder<DutyCallRung> builder)
    {
        builder.ToTable("kernel_duty_call_rung");
        builder.HasKey(r => new { r.CallId, r.Place });
    }
}
