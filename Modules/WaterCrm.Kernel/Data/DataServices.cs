using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Data;

public static class DataServices
{
    /// <summary>What there is once per host, however often the shell is rebuilt: the database with its write gate, the sign that it is alive, and the outbox's bell.</summary>
    public static IServiceCollection AddHostData(this IServiceCollection services, string appData)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Database.From(provider.GetRequiredService<IConfiguration>(), appData,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WriteDoor>>()));
        services.TryAddSingleton(Trial.None);
        services.AddSingleton<OutboxSignal>().AddSingleton<MessageSignal>();
        services.AddSingleton(_ => new HostPresence(appData));
        services.AddSingleton<DatabaseLeases>();
        services.AddSingleton<SettingsStore>();
        return services;
    }

    /// <summary>What each shell has of its own: the mediator, the command's scope, the kernel's tables.</summary>
    internal static IServiceCollection AddShellData(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IActor, CurrentActor>();
        services.AddSingleton<SentForm>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new UnreadFields.Notice()));
        services.AddSingleton<EventRegistry>();
        services.AddSingleton<Remembered>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<BulkWriter>();
        services.AddScoped<CommandScope>();
        services.AddScoped<Numbers>();
        return services.AddMediator().AddModuleDatabase<KernelDbContext, SqliteKernelDbContext, PostgresKernelDbContext>("kernel");
    }
}
