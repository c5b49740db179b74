using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Complaints.Data;

internal abstract class ComplaintsDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    /// <summary>What every table of the module begins with, and the scope of its search.</summary>
    public const string Prefix = "complaints";

    public DbSet<Complaint> Complaints => Set<Complaint>();
    public DbSet<Addition> Additions => Set<Addition>();
    public DbSet<Photo> Photos => Set<Photo>();
}

internal sealed class SqliteComplaintsDbContext(DbContextOptions<SqliteComplaintsDbContext> options) : ComplaintsDbContext(options);

internal sealed class PostgresComplaintsDbContext(DbContextOptions<PostgresComplaintsDbContext> options) : ComplaintsDbContext(options);
