using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WaterCrm.Kernel.Health;

/// <summary>What a check found, in words.</summary>
/// <param name="Status">Healthy, degraded (somebody should look) or unhealthy (it does not work).</param>
/// <param name="What">English sentence, the key of its translations, with places for <see cref="Args"/>.</param>
/// <param name="ToDo">What to do about it; null where nothing is.</param>
public sealed record Finding(HealthStatus Status, string What, string? ToDo = null)
{
    public IReadOnlyList<object> Args { get; init; } = [];
}

/// <summary>Looks whether a part of the system works. The health page, <c>/health/ready</c> and the command <c>doctor</c> ask all of them.</summary>
public interface ISystemCheck
{
    /// <summary>One word in small letters, for machines.</summary>
    string Name { get; }

    /// <summary>English heading, the key of its translations.</summary>
    string Title { get; }

    Task<Finding> Look(CancellationToken token);
}

/// <summary>A check as ASP.NET Core's health checks know it.</summary>
internal sealed class SystemHealth(ISystemCheck check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        new((await check.Look(cancellationToken)).Status);
}
