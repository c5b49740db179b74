using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using WaterCrm.Kernel.Data.Conversions;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// A module's tables. The model is written once; a derived context per database holds the migrations.
/// Outside a command it reads only; inside one it saves through the command's transaction.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options) : DbContext(options)
{
    internal CommandScope? Command { get; set; }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Command?.Hold is null) throw new InvalidOperationException($"{GetType().Name} can save only inside a command.");

        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached))) Command.Touched(entry.Metadata.ClrType);
        foreach (var entry in ChangeTracker.Entries<Entity>().ToList())
        {
            foreach (var fact in entry.Entity.TakeEvents()) Command.Say(fact);
            if (entry.State is EntityState.Modified) entry.Entity.Version++;
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted) Command.Changed(Describe(entry));
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous here.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        Conventions(modelBuilder);
    }

    /// <summary>What holds for every module's records; the last thing a model does.</summary>
    protected void Conventions(ModelBuilder modelBuilder)
    {
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)))
        {
            modelBuilder.Entity(type.ClrType).Ignore(nameof(Entity.PendingEvents));
            modelBuilder.Entity(type.ClrType).Property(nameof(Entity.Version)).IsConcurrencyToken();
            modelBuilder.Entity(type.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();
        }

        if (!Database.IsNpgsql()) return;
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(p => p.FindAnnotation(ModelAnnotations.Ordinal) is not null))
            property.SetCollation("C");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        if (Database.IsSqlite()) configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuidConverter>();
    }

    private static EntityChange Describe(EntityEntry<Entity> entry)
    {
        Dictionary<string, string?[]> values = [];
        if (entry.State is EntityState.Modified)
            foreach (var property in entry.Properties.Where(p => p.IsModified && p.Metadata.Name != nameof(Entity.Version) && !Equals(p.OriginalValue, p.CurrentValue)))
                values[property.Metadata.Name] = property.Metadata.FindAnnotation(ModelAnnotations.Secret) is null
                    ? [Text(property.OriginalValue), Text(property.CurrentValue)]
                    : ["***", "***"];

        string[] personal = [.. values.Keys.Where(name => entry.Metadata.FindProperty(name)!.FindAnnotation(ModelAnnotations.Personal) is not null)];
        return new EntityChange(entry.Metadata.ClrType.Name, entry.Entity.Id, entry.State.ToString(), values) { Personal = personal.Length > 0 ? personal : null };
    }

    private static string? Text(object? value) => value is byte[] ? "(data)" : Convert.ToString(value, CultureInfo.InvariantCulture);
}
