using WaterCrm.Kernel.Messages.Webhooks.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A webhook as a form sends it.</summary>
public sealed record WebhookForm
{
    public Guid? Id { get; init; }

    public string? Name { get; init; }

    public string? Address { get; init; }

    public string[] Events { get; init; } = [];

    public int? Version { get; init; }

    internal static WebhookForm Of(WebhookRow row) => new() { Id = row.Id, Name = row.Name, Address = row.Address, Events = [.. row.Events], Version = row.Version };
}

/// <summary>A secret, shown once.</summary>
/// <param name="Id">Of the webhook.</param>
/// <param name="Name">Of the webhook.</param>
/// <param name="Secret">As the other system needs it.</param>
public sealed record WebhookSecretPage(Guid Id, string Name, string Secret);
