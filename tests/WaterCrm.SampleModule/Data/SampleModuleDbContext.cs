using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Data;

internal abstract class SampleModuleDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<Suggestion> Suggestions => Set<Suggestion>();
    public DbSet<SuggestionYear> Years => Set<SuggestionYear>();
    public DbSet<NewCustomer> NewCustomers => Set<NewCustomer>();
}

internal sealed class SqliteSampleModuleDbContext(DbContextOptions<SqliteSampleModuleDbContext> options) : SampleModuleDbContext(options);

internal sealed class PostgresSampleModuleDbContext(DbContextOptions<PostgresSampleModuleDbContext> options) : SampleModuleDbContext(options);
