using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// `dotnet ef` starts this program, takes the services it builds and never lets it run. They know every module's contexts:
// all that are called Sqlite...DbContext or Postgres...DbContext in the assemblies beside this one, with a connection nobody opens.
var builder = Host.CreateApplicationBuilder(args);
foreach (var context in ModuleContexts()) Register(builder.Services, context);
builder.Build();

static IEnumerable<Type> ModuleContexts() =>
    Directory.GetFiles(AppContext.BaseDirectory, "WaterCrm.*.dll")
        .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)))
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DbContext)) && ProviderOf(type) is not null);

static string? ProviderOf(Type context) => Array.Find(["Sqlite", "Postgres"], provider => context.Name.StartsWith(provider, StringComparison.Ordinal));

static void Register(IServiceCollection services, Type context) =>
    typeof(Registration).GetMethod(nameof(Registration.Add))!.MakeGenericMethod(context).Invoke(null, [services, ProviderOf(context) == "Sqlite"]);

internal static class Registration
{
    public static void Add<TContext>(IServiceCollection services, bool sqlite) where TContext : DbContext =>
        services.AddDbContext<TContext>(options => _ = sqlite
            ? (DbContextOptionsBuilder)options.UseSqlite("Data Source=:memory:")
            : options.UseNpgsql("Host=nowhere"));
}
