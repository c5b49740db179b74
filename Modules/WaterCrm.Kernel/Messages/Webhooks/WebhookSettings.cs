using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>Where other systems may be told something.</summary>
[SettingsGroup("webhooks", "Webhooks", Help = "How other systems are told what happens here. Which ones are told what stands under Administration, Webhooks.", Order = 33)]
public sealed record WebhookSettings
{
    [Setting("Addresses without encryption are allowed", Help = "Only where the other system stands in your own network: whoever is on the way could read and change what is told.")]
    public bool AllowsHttp { get; init; }

    [Setting("Servers of your own network that may be told", Help = "Their names or addresses as they stand in the webhook's address, one in a line. All others must be on the public internet, so that nobody can reach into your network by a webhook.", Long = true)]
    public string OwnHosts { get; init; } = "";

    [Setting("Give up waiting after", Unit = "seconds", Min = 1, Max = 120)]
    public int TimeOutSeconds { get; init; } = 15;

    [Setting("Deliveries at once", Min = 1, Max = 20)]
    public int Connections { get; init; } = 4;

    [Setting("At most", Unit = "deliveries a day", Help = "A loop or a mistake stops here, and the page about the system's health says so. 0 for no limit.")]
    public int PerDay { get; init; } = 50_000;

    internal IReadOnlyCollection<string> OwnHostList => OwnHosts.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class WebhookSettingsRules : AbstractValidator<WebhookSettings>
{
    public WebhookSettingsRules() => RuleFor(s => s.OwnHosts).Must((s, _) => s.OwnHostList.All(h => Uri.CheckHostName(h) != UriHostNameType.Unknown)).WithMessage("Write one name or address of a server in a line, such as map.office.example.");
}
