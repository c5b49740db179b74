using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Data;

internal abstract class SopsDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<DefinitionVersion> Definitions => Set<DefinitionVersion>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<StepTask> Tasks => Set<StepTask>();
    public DbSet<CaseEntry> History => Set<CaseEntry>();
}

internal sealed class SqliteSopsDbContext(DbContextOptions<SqliteSopsDbContext> options) : SopsDbContext(options);

internal sealed class PostgresSopsDbContext(DbContextOptions<PostgresSopsDbContext> options) : SopsDbContext(options);
