using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Webhooks.Domain;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>Writes what other systems are told into the outbox, inside the transaction that notes that the event was heard.</summary>
internal sealed class WebhookOrders(KernelDbContext db, MessageDesk desk)
{
    /// <summary>The channel of the messages.</summary>
    public const string Channel = "webhook";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task Order(WebhookEvent told, IntegrationEvent said, CancellationToken token)
    {
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.PausedAt == null).ToListAsync(token);
        foreach (var webhook in webhooks.Where(w => w.EventList.Contains(told.Name)))
        {
            var ordered = await Order(webhook, told.Name, said.Subject, said.OccurredAt, told.Data(said), token);
            if (ordered.Error is { } error) throw new InvalidOperationException($"{told.Name} cannot be told: {error.Message}");
        }
    }

    /// <summary>
    /// The id follows from the event: heard twice, it is one message for each webhook, and the other side sees the same id at every try, also when somebody sends it
    /// again by hand.
    /// </summary>
    public Task<Result<OrderedMessage>> Order(Webhook webhook, string name, Guid about, DateTime happenedAt, object data, CancellationToken token)
    {
        var body = JsonSerializer.Serialize(new { type = name, timestamp = happenedAt, data }, Json);
        var id = $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{about:N} {body}")))[..32]}";
        var kind = name.StartsWith(WebhookBook.Prefix, StringComparison.Ordinal) ? name : WebhookBook.Prefix + name;
        return desk.Order(new Envelope
        {
            Purpose = $"{kind} {id}", About = ("webhook", webhook.Id), Channel = Channel, Address = webhook.Id.ToString("N"), Name = webhook.Name, Language = "en",
            Headers = new Dictionary<string, string> { [WebhookSignature.IdHeader] = id },
        }, new Wording(kind, MessageTopic.Service, name, body), token);
    }
}
