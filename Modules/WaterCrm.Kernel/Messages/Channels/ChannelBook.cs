using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Receiving;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Channels;

/// <summary>The ways to people: those we ship, those of modules, those of the operator. What a way is called, what its addresses look like and which words go over it is told here and nowhere else.</summary>
internal sealed class ChannelBook(IEnumerable<MessageChannel> ofModules, Settings<ChannelSettings> settings)
{
    private const int LongestAddress = 320, MostLines = 6;

    private readonly IReadOnlyList<MessageChannel> fixedOnes = [.. Shipped.Concat(ofModules).DistinctBy(c => c.Code)];
    private volatile Known? last;

    public static IReadOnlyList<MessageChannel> Shipped { get; } = Patterns.File<MessageChannel[]>("message-channels.json");

    public IReadOnlyList<MessageChannel> All
    {
        get
        {
            var ways = settings.Current.Ways;
            if (last is { } known && known.Ways == ways) return known.Channels;
            last = new Known(ways, [.. fixedOnes.Concat(ChannelSettings.Read(ways) ?? []).DistinctBy(c => c.Code)]);
            return last.Channels;
        }
    }

    public MessageChannel? Find(string code) => All.FirstOrDefault(c => c.Code == code);

    /// <summary>In the reader's language. A way that is not known any more goes by its code.</summary>
    public string NameOf(string code) => Find(code) is not { } channel ? code
        : channel.Names.GetValueOrDefault(Languages.Current.Culture.Name) ?? channel.Names.GetValueOrDefault("en") ?? code;

    /// <summary>The address as it is kept, or why it is none.</summary>
    public Result<string> AddressOf(string code, string address)
    {
        if (Find(code) is not { } channel) return MessageErrors.NoChannel.With(code);
        if (address.Length is 0 or > LongestAddress) return MessageErrors.NoAddress;
        return channel.Address switch
        {
            ChannelAddress.Mail => MailAddresses.LooksRight(address) ? address : MessageErrors.NoMailAddress.With(address),
            ChannelAddress.Telephone => PhoneNumber.Normalise(address) is { } number ? number : MessageErrors.NoNumber.With(address),
            ChannelAddress.Person => Guid.TryParse(address, out var person) ? person.ToString() : MessageErrors.NoPerson,
            ChannelAddress.Postal => Postal(address),
            _ => address.Any(char.IsControl) || string.IsNullOrWhiteSpace(address) ? MessageErrors.NoAddress : address.Trim(),
        };
    }

    /// <summary>Why a message is too long for its way; null where it is not.</summary>
    public Error? TooLong(string code, string text) =>
        Find(code) is { } channel && text.Length > channel.MostCharacters ? MessageErrors.TooLongForChannel.With(NameOf(code), channel.MostCharacters, text.Length) : null;

    /// <summary>What goes this way of a message that is ready; a text of null where its kind has none for it.</summary>
    public (string? Text, string? Html) WordsOf(string code, RenderedMessage message) => (Find(code)?.Words ?? ChannelWords.Mail) switch
    {
        ChannelWords.Sms => (message.Sms, null),
        ChannelWords.Notice => (message.App, null),
        ChannelWords.Letter => (message.LetterText ?? message.Text, message.Letter),
        ChannelWords.Chat => (message.Chat ?? message.App ?? message.Text, null),
        ChannelWords.Page => (message.Text ?? message.Chat ?? message.App, null),
        _ => (message.Text, message.Html),
    };

    private static Result<string> Postal(string address)
    {
        var lines = address.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (lines.Count == 0 || lines.Any(line => line.Any(char.IsControl))) return MessageErrors.NoAddress;
        return lines.Count > MostLines ? MessageErrors.AddressTooLong.With(MostLines) : string.Join('\n', lines);
    }

    private sealed record Known(string Ways, IReadOnlyList<MessageChannel> Channels);
}

public static class ChannelServices
{
    /// <summary>Adds a way to people. Its code must be none of those we ship.</summary>
    public static IServiceCollection AddMessageChannel(this IServiceCollection services, MessageChannel channel) => services.AddSingleton(channel);
}
