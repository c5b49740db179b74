using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Settings.Features;

/// <summary>All groups of all modules, and who changed them last.</summary>
public sealed record ListSettings : IQuery<IReadOnlyList<SettingsRow>>;

public sealed record SettingsRow(SettingsDefinition Group, string? ChangedBy, DateTime? ChangedAt);

internal sealed class ListSettingsHandler(IEnumerable<SettingsDefinition> groups, KernelDbContext db) : IRequestHandler<ListSettings, IReadOnlyList<SettingsRow>>
{
    public async Task<IReadOnlyList<SettingsRow>> Handle(ListSettings request, CancellationToken token)
    {
        var stored = await db.Settings.Select(s => new { s.Key, s.ChangedBy, s.ChangedAt }).ToDictionaryAsync(s => s.Key, token);
        return [.. groups.OrderBy(g => g.Order).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new SettingsRow(g, stored.GetValueOrDefault(g.Key)?.ChangedBy, stored.GetValueOrDefault(g.Key)?.ChangedAt))];
    }
}
