using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Webhooks;

internal static class WebhookErrors
{
    public static readonly Error Address = new("webhooks.address", "This address cannot be told. It begins with https and leads to a server on the public internet; the settings of webhooks name exceptions.");
    public static readonly Error UnknownEvent = new("webhooks.unknown-event", "Choose events of this list.");
    public static readonly Error TooMany = new("webhooks.too-many", "There are as many webhooks as there may be. Delete one that nobody needs.", 409);
    public static readonly Error IsPaused = new("webhooks.is-paused", "This webhook is paused. Let it go on first.", 409);
}
