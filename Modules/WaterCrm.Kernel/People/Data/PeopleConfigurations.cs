using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People.Data;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("kernel_person");
        builder.Property(p => p.SignInName).HasMaxLength(100);
        builder.Property(p => p.SignInKey).HasMaxLength(200).IsSortKey();
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.NameKey).HasMaxLength(400).IsSortKey();
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.Property(p => p.Language).HasMaxLength(10);
        builder.Property(p => p.PasswordHash).HasMaxLength(512).IsSecret();
        builder.Property(p => p.SecurityStamp).HasMaxLength(64).IsSecret();
        builder.Property(p => p.SecondFactor).HasMaxLength(512).IsSecret();
        builder.HasMany(p => p.Roles).WithOne().HasForeignKey(r => r.PersonId);
        builder.HasIndex(p => p.SignInKey).IsUnique();
        builder.HasIndex(p => new { p.NameKey, p.SignInKey });   // the list of people
    }
}

internal sealed class RoleConfiguration : IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Role> builder)
    {
        builder.ToTable("kernel_role");
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.HasMany(r => r.Permissions).WithOne().HasForeignKey(p => p.RoleId);
        builder.HasIndex(r => r.Name).IsUnique();
    }
}

internal sealed class PersonRoleConfiguration : IEntityTypeConfiguration<PersonRole>
{
    public void Configure(EntityTypeBuilder<PersonRole> builder)
    {
        builder.ToTable("kernel_person_role");
        builder.HasKey(r => new { r.PersonId, r.RoleId });
        builder.HasOne<Role>().WithMany().HasForeignKey(r => r.RoleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RolePermissionConfiguration : IEntityTypeConfiguration<RolePermission>
{
    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("kernel_role_permission");
        builder.HasKey(p => new { p.RoleId, p.Permission });
        builder.Property(p => p.Permission).HasMaxLength(128);
    }
}

internal sealed class OneTimeLinkConfiguration : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.ToTable("kernel_one_time_link");
        builder.HasKey(l => new { l.Purpose, l.PersonId });
        builder.Property(l => l.Hash).HasMaxLength(32);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("kernel_recovery_code");
        builder.HasKey(c => new { c.PersonId, c.Hash });
        builder.Property(c => c.Hash).HasMaxLength(32);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("kernel_session");
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.Property(s => s.Agent).HasMaxLength(300);
        builder.HasIndex(s => new { s.PersonId, s.LastSeenAt });   // the list of one's sessions
        builder.HasIndex(s => s.LastSeenAt);   // the nightly clean-up
    }
}

internal sealed class PageViewConfiguration : IEntityTypeConfiguration<PageView>
{
    public void Configure(EntityTypeBuilder<PageView> builder)
    {
        builder.ToTable("kernel_page_view");
        builder.HasKey(v => v.Sequence);
        builder.Property(v => v.PersonName).HasMaxLength(200);
        builder.Property(v => v.Address).HasMaxLength(PageView.LongestAddress);
        builder.HasIndex(v => new { v.PersonId, v.Sequence });   // what one person looked at
        builder.HasIndex(v => new { v.Subject, v.Sequence });   // who looked at this
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("kernel_api_key");
        builder.Property(k => k.Name).HasMaxLength(100);
        builder.Property(k => k.Beginning).HasMaxLength(16);
        builder.Property(k => k.Hash).HasMaxLength(32).IsSecret();
        builder.Property(k => k.Scopes).HasMaxLength(4000);
        builder.Property(k => k.MadeBy).HasMaxLength(200);
        builder.Ignore(k => k.ScopeList);
        builder.HasIndex(k => k.Hash).IsUnique();   // each request asks by it
    }
}

internal sealed class SignInTriesConfiguration : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> builder)
    {
        builder.ToTable("kernel_sign_in_tries");
        builder.HasKey(t => new { t.PersonId, t.Source });
        builder.Property(t => t.Source).HasMaxLength(64);
    }
}
