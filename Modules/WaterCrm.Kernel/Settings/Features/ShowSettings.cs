using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Settings.Features;

/// <summary>A group as it stands in the database, past what this host remembers of it.</summary>
public sealed record ShowSettings(string Key) : IQuery<SettingsShown?>;

/// <param name="Group">What the group is made of.</param>
/// <param name="Value">The record.</param>
/// <param name="Version">0 where nothing was ever changed.</param>
/// <param name="ChangedBy">Who saved last.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record SettingsShown(SettingsDefinition Group, object Value, int Version, string? ChangedBy, DateTime? ChangedAt);

internal sealed class ShowSettingsHandler(IEnumerable<SettingsDefinition> groups, KernelDbContext db) : IRequestHandler<ShowSettings, SettingsShown?>
{
    public async Task<SettingsShown?> Handle(ShowSettings request, CancellationToken token)
    {
        if (groups.FirstOrDefault(g => g.Key == request.Key) is not { } group) return null;
        var stored = await db.Settings.FirstOrDefaultAsync(s => s.Key == request.Key, token);
        return new SettingsShown(group, group.Parse(stored?.Json), stored?.Version ?? 0, stored?.ChangedBy, stored?.ChangedAt);
    }
}
