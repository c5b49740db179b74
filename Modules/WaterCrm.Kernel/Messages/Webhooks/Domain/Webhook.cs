using System.Security.Cryptography;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Messages.Webhooks.Domain;

/// <summary>An address of another system that is told what happens here.</summary>
internal sealed class Webhook : Entity
{
    public const string SecretMark = "whsec_";   // Standard Webhooks: so that a secret left in a file is recognised as one

    private const int SecretBytes = 32;

    private Webhook()
    {
    }

    public Webhook(Guid id, string closedSecret, DateTime now) => (Id, Secret, CreatedAt) = (id, closedSecret, now);

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>Names of events, a blank between them.</summary>
    public string Events { get; private set; } = "";

    /// <summary>Closed with the host's keys.</summary>
    public string Secret { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>Nothing is told since then; null while it is.</summary>
    public DateTime? PausedAt { get; private set; }

    public IReadOnlyList<string> EventList => Events.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public void Describe(string name, string address, IEnumerable<string> events) => (Name, Address, Events) = (name, address, string.Join(' ', events.Distinct().Order(StringComparer.Ordinal)));

    public void Pause(DateTime now) => PausedAt ??= now;

    public void GoOn() => PausedAt = null;

    public void Renew(string closedSecret) => Secret = closedSecret;

    public static string NewSecret() => SecretMark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
}
