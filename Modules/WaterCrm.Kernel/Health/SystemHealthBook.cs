using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Health;

/// <summary>What a check found.</summary>
public sealed record CheckedPart(string Name, string Title, Finding Found);

/// <summary>How the system fares, and what it is made of.</summary>
public sealed record SystemHealthReport(IReadOnlyList<CheckedPart> Parts, IReadOnlyList<ModuleInfo> Modules, IReadOnlyList<(string Name, string Version)> Versions)
{
    public HealthStatus Worst => Parts.Select(p => p.Found.Status).DefaultIfEmpty(HealthStatus.Healthy).Min();
}

/// <summary>Asks every check, one after the other. A check that fails is a finding too.</summary>
public sealed class SystemHealthBook(IEnumerable<ISystemCheck> checks, ShellModules modules, Database database, ILogger<SystemHealthBook> log)
{
    public async Task<SystemHealthReport> Look(CancellationToken token)
    {
        List<CheckedPart> parts = [];
        foreach (var check in checks) parts.Add(new CheckedPart(check.Name, check.Title, await Look(check, token)));
        return new SystemHealthReport(parts, [.. modules.Modules.OrderBy(m => m.Id, StringComparer.Ordinal)], [("WaterCrm", Version), (".NET", RuntimeInformation.FrameworkDescription), (Word.Of("Operating system"), RuntimeInformation.OSDescription), (Word.Of("Database"), database.Provider.ToString())]);
    }

    internal static string Version => typeof(SystemHealthBook).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    private async Task<Finding> Look(ISystemCheck check, CancellationToken token)
    {
        try
        {
            return await check.Look(token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "The check {Check} could not be made", check.Name);
            return new Finding(HealthStatus.Unhealthy, Word.Of("This could not be checked."), Word.Of("The log says what was in the way; mostly it is the database."));
        }
    }
}
