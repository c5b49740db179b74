using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Customers.Data;

internal abstract class CustomersDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerPhone> Phones => Set<CustomerPhone>();
    public DbSet<Premises> Premises => Set<Premises>();
    public DbSet<CustomerPremises> Stays => Set<CustomerPremises>();
    public DbSet<Zone> Zones => Set<Zone>();
    public DbSet<Interaction> Interactions => Set<Interaction>();
}

internal sealed class SqliteCustomersDbContext(DbContextOptions<SqliteCustomersDbContext> options) : CustomersDbContext(options);

internal sealed class PostgresCustomersDbContext(DbContextOptions<PostgresCustomersDbContext> options) : CustomersDbContext(options);
