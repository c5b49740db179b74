using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Shells;

/// <summary>Holds the shell that serves. A new one is built completely, then takes over in one step; a failure leaves the present one serving.</summary>
public sealed class ShellHost(IServiceProvider host, ShellSettings settings, TimeProvider clock, ILogger<ShellHost> log) : IHostedService
{
    private readonly SemaphoreSlim building = new(1);
    private Shell? prepared;
    private Shell? current;

    public Shell Current => current ?? throw new InvalidOperationException("The shell has not been started.");

    /// <summary>Builds the first shell and does not wake its modules: no table is touched. <see cref="StartAsync"/> wakes this one.</summary>
    public async Task<Shell> PrepareAsync(CancellationToken token)
    {
        await building.WaitAsync(token);
        try
        {
            return current ?? (prepared ??= await NewAsync());
        }
        finally
        {
            building.Release();
        }
    }

    /// <summary>Builds the first shell. A second call does nothing: a command of the command line starts the shell without serving.</summary>
    public async Task StartAsync(CancellationToken token)
    {
        await building.WaitAsync(token);
        try
        {
            if (current is null) await BuildAsync();
        }
        catch (ModuleLoadException refused)
        {
            log.LogCritical("The start was stopped: {Reason}", refused.Message);
            throw;
        }
        finally
        {
            building.Release();
        }
    }

    public async Task StopAsync(CancellationToken token)
    {
        if (Interlocked.Exchange(ref current, null) is { } last) await last.RetireAsync(settings.DrainTimeout, clock);
        if (Interlocked.Exchange(ref prepared, null) is { } asleep) await asleep.DisposeAsync();
    }

    /// <summary>The present shell, kept alive until <see cref="Visit.Dispose"/>.</summary>
    public Visit Enter()
    {
        while (true)
        {
            var shell = Current;
            if (shell.TryEnter()) return new Visit(shell);
        }
    }

    public readonly struct Visit(Shell shell) : IDisposable
    {
        public Shell Shell { get; } = shell;

        public void Dispose() => Shell.Leave();
    }

    internal async Task InvokeAsync(HttpContext context)
    {
        using var visit = Enter();
        await using var scope = visit.Shell.Services.CreateAsyncScope();
        var outer = context.Features.Get<IServiceProvidersFeature>();
        context.Features.Set<IServiceProvidersFeature>(new ScopeOfRequest { RequestServices = scope.ServiceProvider });
        try
        {
            await visit.Shell.Pipeline(context);
        }
        finally
        {
            context.Features.Set(outer);
        }
    }

    private async Task BuildAsync()
    {
        var shell = Interlocked.Exchange(ref prepared, null) ?? await NewAsync();
        try
        {
            await shell.ActivateAsync();
        }
        catch
        {
            await shell.DisposeAsync();
            throw;
        }
        current = shell;
        await shell.ActivatedAsync();
        log.LogInformation("Running with {Features}", string.Join(", ", shell.Features.Select(f => f.Id)));
    }

    private Task<Shell> NewAsync()
    {
        var catalog = ModuleCatalog.Read(settings);
        foreach (var folder in catalog.LeftBehind)
            log.LogWarning("The module folder {Folder} is empty and no module runs from it: {Module}.dll is missing. Copy the module there again, or remove the folder", folder, Path.GetFileName(folder));
        return new ShellBuilder(host, settings, catalog).BuildAsync();
    }

    private sealed class ScopeOfRequest : IServiceProvidersFeature
    {
        public required IServiceProvider RequestServices { get; set; }
    }
}
