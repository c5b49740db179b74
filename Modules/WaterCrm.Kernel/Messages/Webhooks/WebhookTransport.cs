using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Http;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Webhooks.Domain;
using WaterCrm.Kernel.Messages.Webhooks.Features;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>Tells other systems what happened. One that cannot be reached holds up only its own deliveries, so nothing here is an outage of the whole channel.</summary>
internal sealed class WebhookTransport(Settings<WebhookSettings> settings, IServiceScopeFactory scopes, Seal seal, ResolveHost resolve, Trial trial, TimeProvider clock) : IMessageTransport
{
    public string Channel => WebhookOrders.Channel;

    public TransportLimits? Limits => new(settings.Current.Connections, PerDay: settings.Current.PerDay);

    public Task<ITransportConnection> Open(CancellationToken token) =>
        trial.Is ? throw new TransportDownException("this is a trial, from which nothing is sent") : Task.FromResult<ITransportConnection>(new Connection(this));

    private async Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token)
    {
        if (await Find(message.Address, token) is not { } webhook) return new SendOutcome.Refused("This webhook was deleted.");
        if (webhook.PausedAt is not null) return new SendOutcome.Later("The webhook is paused.");
        if (seal.Open(webhook.Secret) is not { } secret) return new SendOutcome.Refused("Its secret was closed with other keys than those of this server. Make a new one.");
        var rules = settings.Current;
        if (WebhookAddress.Read(webhook.Address, rules) is not { } address) return new SendOutcome.Refused("The settings no longer allow this address.");

        using var request = WebhookSignature.Request(address, message.Headers.GetValueOrDefault(WebhookSignature.IdHeader, $"msg_{message.Id:N}"), clock.GetUtcNow(), message.Text, secret);
        try
        {
            var answer = await HttpCall.Send(request, TimeSpan.FromSeconds(rules.TimeOutSeconds), clock, trial, new GuardedConnection(resolve, rules.OwnHostList, trial).Open, token);
            if (answer.Status == 410) await Pause(webhook.Id);
            return Judge(answer);
        }
        catch (HttpCallException silence)
        {
            // Also when it was written: by webhook-id the other side knows what it has already, so here a second try is not a second message.
            return silence.InnerException is { } cause && IsForbidden(cause) ? new SendOutcome.Refused(silence.Message) : new SendOutcome.Later(silence.Message);
        }
    }

    private static SendOutcome Judge(HttpAnswer answer)
    {
        var reason = Cleaned.Line($"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Body}", 300);
        return answer.Status switch
        {
            >= 200 and < 300 => new SendOutcome.Taken(),
            410 => new SendOutcome.Refused($"{reason} - it wants no more, so the webhook is paused"),
            408 or 425 or 429 or >= 500 => new SendOutcome.Later(reason),
            _ => new SendOutcome.Refused(reason),
        };
    }

    private static bool IsForbidden(Exception? failure) => failure is ForbiddenAddressException || (failure is not null && IsForbidden(failure.InnerException));

    /// <summary>In a scope of its own: several deliveries are under way at once.</summary>
    private async Task<Webhook?> Find(string id, CancellationToken token)
    {
        if (!Guid.TryParseExact(id, "N", out var key)) return null;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KernelDbContext>().Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == key, token);
    }

    private async Task Pause(Guid id)
    {
        using var actor = ActingAs.System("system:webhooks");
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PauseWebhook(id), CancellationToken.None);
    }

    private sealed class Connection(WebhookTransport transport) : ITransportConnection
    {
        public Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token) => transport.Send(message, token);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
