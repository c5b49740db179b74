using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel;

/// <summary>What the kernel gives to the host rather than to a shell: it is there once, however often the shell is rebuilt.</summary>
public static class KernelHost
{
    /// <param name="services">The host's services.</param>
    /// <param name="appData">The folder of the database, the files and the logs.</param>
    public static IServiceCollection AddKernel(this IServiceCollection services, string appData)
    {
        services.AddHostData(appData);
        services.Replace(ServiceDescriptor.Singleton<IFeatureSwitches, FeatureSwitches>());
        services.AddSingleton<JobSignal>();
        services.Replace(ServiceDescriptor.Singleton<ITaskLeases, TaskLeasesInDatabase>());
        services.Replace(ServiceDescriptor.Singleton<ITaskLog>(host => new TaskLogInDatabase(host.GetRequiredService<Database>(),
            new Settings<HealthSettings>(host.GetRequiredService<SettingsStore>(), [new SettingsDefinition(typeof(HealthSettings))], host.GetRequiredService<ILogger<SettingsStore>>()))));
        services.AddSingleton<ErrorTally>();
        services.AddSingleton<ILoggerProvider>(host => host.GetRequiredService<ErrorTally>());
        services.ConfigureShell((host, shell) => shell
            .AddSingleton(host.GetRequiredService<Database>())
            .AddSingleton(host.GetRequiredService<Trial>())
            .AddSingleton(host.GetRequiredService<HostPresence>())
            .AddSingleton(host.GetRequiredService<OutboxSignal>())
            .AddSingleton(host.GetRequiredService<JobSignal>())
            .AddSingleton(host.GetRequiredService<MessageSignal>())
            .AddSingleton(host.GetRequiredService<DatabaseLeases>())
            .AddSingleton(host.GetRequiredService<ErrorTally>())
            .AddSingleton(host.GetRequiredService<SettingsStore>()));
        services.AddHostedService<OutboxRunner>();
        services.AddHostedService<JobRunner>();
        services.AddHostedService<MessageRunner>();
        return services;
    }
}

/// <summary>Delivers what commits have to tell, as soon as they rang the bell, and looks now and then for what is due again.</summary>
internal sealed class OutboxRunner(ShellHost shells, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRunner> logger)
    : ShellLoop(shells, TimeSpan.FromSeconds(5), clock, logger)
{
    protected override Task Work(IServiceProvider shell, CancellationToken token) => shell.GetRequiredService<OutboxDispatcher>().DeliverDue(token);

    protected override Task Wait(TimeSpan atMost, CancellationToken token) => signal.Wait(atMost, Clock, token);
}

/// <summary>Works off the jobs that wait.</summary>
internal sealed class JobRunner(ShellHost shells, JobSignal signal, TimeProvider clock, ILogger<JobRunner> logger)
    : ShellLoop(shells, TimeSpan.FromSeconds(15), clock, logger)
{
    protected override Task Work(IServiceProvider shell, CancellationToken token) => shell.GetRequiredService<JobWorker>().WorkOff(token);

    protected override Task Wait(TimeSpan atMost, CancellationToken token) => signal.Wait(atMost, Clock, token);
}

/// <summary>Sends what is due to people.</summary>
internal sealed class MessageRunner(ShellHost shells, MessageSignal signal, TimeProvider clock, ILogger<MessageRunner> logger)
    : ShellLoop(shells, TimeSpan.FromSeconds(15), clock, logger)
{
    protected override Task Work(IServiceProvider shell, CancellationToken token) => shell.GetRequiredService<MessageSender>().SendDue(token);

    protected override Task Wait(TimeSpan atMost, CancellationToken token) => signal.Wait(atMost, Clock, token);
}
