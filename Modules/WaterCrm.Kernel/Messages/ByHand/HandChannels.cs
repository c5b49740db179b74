using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Kernel.Messages.ByHand;

/// <summary>Which ways to people have nobody but a person: no transport takes their messages now. Where one is set up later it takes what waits.</summary>
internal sealed class HandChannels(ChannelBook book, IServiceProvider services)
{
    private readonly Lazy<HashSet<string>> served = new(() => [.. services.GetServices<IMessageTransport>().Where(t => t.Limits is not null).Select(t => t.Channel)]);

    /// <summary>Also true of a way that was taken out of the settings while its messages wait. Letters have a page of their own.</summary>
    public bool Has(string channel) => channel is not (MessageChannels.App or MessageChannels.Letter) && !served.Value.Contains(channel) && (book.Find(channel)?.ByHand ?? true);

    /// <summary>Of those that are known.</summary>
    public string[] Codes => [.. book.All.Select(c => c.Code).Where(Has)];

    /// <summary>Letters wait for the printer, unless a module brings one who sends them.</summary>
    public bool Prints => !served.Value.Contains(MessageChannels.Letter);

    /// <summary>Ways on which what waits waits for a person, who posts or prints it.</summary>
    public string[] WaitForSomebody => Prints ? [.. Codes, MessageChannels.Letter] : Codes;
}
