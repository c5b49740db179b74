using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Webhooks.Features;

/// <summary>Tells the other system nothing until somebody lets it go on. What happens meanwhile it is not told later.</summary>
[Audited("webhooks.paused", "Paused a webhook")]
public sealed record PauseWebhook(Guid Id) : ICommand<Guid>;

/// <summary>Tells the other system again what happens from now on.</summary>
[Audited("webhooks.continued", "Let a webhook go on")]
public sealed record ContinueWebhook(Guid Id) : ICommand<Guid>;

/// <summary>Forgets the address and its secret. Its deliveries stay in the log.</summary>
[Audited("webhooks.deleted", "Deleted a webhook")]
public sealed record DeleteWebhook(Guid Id) : ICommand<Guid>;

/// <summary>Sends a delivery in which nothing happened, to see whether the other side takes it.</summary>
/// <returns>The message.</returns>
[Audited("webhooks.tried", "Sent a trial delivery to a webhook")]
public sealed record TryWebhook(Guid Id) : ICommand<Guid>;

internal sealed class PauseWebhookHandler(KernelDbContext db, WebhookOrders orders, CommandScope command, TimeProvider clock)
    : IRequestHandler<PauseWebhook, Result<Guid>>, IRequestHandler<ContinueWebhook, Result<Guid>>, IRequestHandler<DeleteWebhook, Result<Guid>>, IRequestHandler<TryWebhook, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(PauseWebhook request, CancellationToken token)
    {
        if (await db.Webhooks.FindAsync([request.Id], token) is not { } webhook) return KernelErrors.NotFound;
        webhook.Pause(clock.Utc());
        await db.SaveChangesAsync(token);
        return webhook.Id;
    }

    public async Task<Result<Guid>> Handle(ContinueWebhook request, CancellationToken token)
    {
        if (await db.Webhooks.FindAsync([request.Id], token) is not { } webhook) return KernelErrors.NotFound;
        webhook.GoOn();
        await db.SaveChangesAsync(token);
        return webhook.Id;
    }

    public async Task<Result<Guid>> Handle(DeleteWebhook request, CancellationToken token)
    {
        if (await db.Webhooks.FindAsync([request.Id], token) is not { } webhook) return KernelErrors.NotFound;
        db.Remove(webhook);
        await db.SaveChangesAsync(token);
        return webhook.Id;
    }

    public async Task<Result<Guid>> Handle(TryWebhook request, CancellationToken token)
    {
        if (await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == request.Id, token) is not { } webhook) return KernelErrors.NotFound;
        if (webhook.PausedAt is not null) return WebhookErrors.IsPaused;
        var ordered = await orders.Order(webhook, WebhookBook.Trial, Ids.New(clock), clock.Utc(), new { webhookId = webhook.Id }, token);
        if (ordered.Error is { } refused) return refused;
        command.Changed(new EntityChange(nameof(Messages.Domain.Message), ordered.Value.Id, nameof(EntityState.Added), new Dictionary<string, string?[]>()));
        return ordered.Value.Id;
    }
}
