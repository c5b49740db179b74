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
        builder.Property(p => p.PasswordHash).HasMaxLength(512).IsSecret();
        builder.Property(p => p.SecurityStamp).HasMaxLength(64).IsSecret();
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
