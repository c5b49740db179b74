using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.Webhooks.Features;

/// <summary>All webhooks by name; there are few.</summary>
public sealed record ListWebhooks : IQuery<IReadOnlyList<WebhookRow>>;

/// <param name="Address">Where it listens. Its path may be a key.</param>
/// <param name="Events">What it is told, by the names of the events.</param>
/// <param name="PausedAt">UTC; null where it is told.</param>
/// <param name="Version">Of the record.</param>
public sealed record WebhookRow(Guid Id, string Name, string Address, IReadOnlyList<string> Events, DateTime? PausedAt, int Version);

internal sealed class ListWebhooksHandler(KernelDbContext db) : IRequestHandler<ListWebhooks, IReadOnlyList<WebhookRow>>
{
    public async Task<IReadOnlyList<WebhookRow>> Handle(ListWebhooks request, CancellationToken token) =>
        [.. (await db.Webhooks.AsNoTracking().OrderBy(w => w.Name).ThenBy(w => w.Id).ToListAsync(token)).Select(w => new WebhookRow(w.Id, w.Name, w.Address, w.EventList, w.PausedAt, w.Version))];
}
