using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Webhooks.Domain;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages.Webhooks.Features;

/// <summary>Tells another system from now on what happens. Its secret is in the answer, once.</summary>
/// <param name="Name">What people call the other system.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Events">Names of registered events.</param>
[Audited("webhooks.added", "Added a webhook")]
public sealed record AddWebhook(string? Name, string? Address, IReadOnlyCollection<string> Events) : ICommand<WebhookSecret>, IDescribesWebhook;

/// <summary>Changes what is told, or where. The secret stays.</summary>
[Audited("webhooks.changed", "Changed a webhook")]
public sealed record ChangeWebhook(Guid Id, string? Name, string? Address, IReadOnlyCollection<string> Events) : ICommand<Guid>, IDescribesWebhook
{
    /// <summary>The version whoever changes it has seen; null where that does not matter.</summary>
    public int? Version { get; init; }
}

/// <summary>From now on another secret signs. The old one is no longer used.</summary>
[Audited("webhooks.secret-renewed", "Made a new secret for a webhook")]
public sealed record RenewWebhookSecret(Guid Id) : ICommand<WebhookSecret>;

/// <param name="Id">Of the webhook.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Secret">With which deliveries are signed.</param>
public sealed record WebhookSecret(Guid Id, string Name, Secret Secret) : IAbout
{
    Guid IAbout.About => Id;

    internal string Shown => Secret.Text;
}

internal interface IDescribesWebhook
{
    string? Name { get; }

    string? Address { get; }

    IReadOnlyCollection<string> Events { get; }
}

internal abstract class WebhookRules<T> : AbstractValidator<T> where T : IDescribesWebhook
{
    protected WebhookRules()
    {
        RuleFor(w => w.Name).Cascade(CascadeMode.Stop).Must(n => Typed.Line(n) is not null).WithMessage("Say what the other system is called.").MaximumLength(100).WithMessage("Use at most 100 characters.");
        RuleFor(w => w.Address).Must(a => !string.IsNullOrWhiteSpace(a)).WithMessage("Write the address at which the other system listens.");
        RuleFor(w => w.Events).Must(e => e.Count > 0).WithMessage("Choose at least one event.");
    }
}

internal sealed class AddWebhookRules : WebhookRules<AddWebhook>;

internal sealed class ChangeWebhookRules : WebhookRules<ChangeWebhook>;

internal sealed class RecordWebhookHandler(KernelDbContext db, WebhookBook book, WebhookSettings settings, Seal seal, TimeProvider clock)
    : IRequestHandler<AddWebhook, Result<WebhookSecret>>, IRequestHandler<ChangeWebhook, Result<Guid>>, IRequestHandler<RenewWebhookSecret, Result<WebhookSecret>>
{
    private const int Most = 50;   // each event asks all of them

    public async Task<Result<WebhookSecret>> Handle(AddWebhook request, CancellationToken token)
    {
        if (await db.Webhooks.CountAsync(token) >= Most) return WebhookErrors.TooMany;
        var secret = Webhook.NewSecret();
        var webhook = new Webhook(Ids.New(clock), seal.Close(secret), clock.Utc());
        if (Describe(webhook, request) is { } wrong) return wrong;
        db.Add(webhook);
        await db.SaveChangesAsync(token);
        return new WebhookSecret(webhook.Id, webhook.Name, secret);
    }

    public async Task<Result<Guid>> Handle(ChangeWebhook request, CancellationToken token)
    {
        if (await db.Webhooks.FindAsync([request.Id], token) is not { } webhook) return KernelErrors.NotFound;
        if (request.Version is { } seen && seen != webhook.Version) return KernelErrors.ChangedMeanwhile;
        if (Describe(webhook, request) is { } wrong) return wrong;
        await db.SaveChangesAsync(token);
        return webhook.Id;
    }

    public async Task<Result<WebhookSecret>> Handle(RenewWebhookSecret request, CancellationToken token)
    {
        if (await db.Webhooks.FindAsync([request.Id], token) is not { } webhook) return KernelErrors.NotFound;
        var secret = Webhook.NewSecret();
        webhook.Renew(seal.Close(secret));
        await db.SaveChangesAsync(token);
        return new WebhookSecret(webhook.Id, webhook.Name, secret);
    }

    private Error? Describe(Webhook webhook, IDescribesWebhook said)
    {
        if (WebhookAddress.Read(said.Address, settings) is null) return WebhookErrors.Address.At(nameof(said.Address));
        // One whose module is off stays chosen.
        if (said.Events.Any(e => !webhook.EventList.Contains(e) && book.Events.All(known => known.Name != e))) return WebhookErrors.UnknownEvent.At(nameof(said.Events));
        webhook.Describe(Typed.Line(said.Name)!, said.Address!.Trim(), said.Events);
        return null;
    }
}
