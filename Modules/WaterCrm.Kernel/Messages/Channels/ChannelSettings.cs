using System.Globalization;
using System.Text.RegularExpressions;
using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Channels;

/// <summary>Ways to people that an operator knows and we do not.</summary>
[SettingsGroup("channels", "Ways to people", Help = "What has no connection of its own is posted by hand, on the page Post by hand.", Order = 32)]
public sealed partial record ChannelSettings
{
    private const int MostCharacters = 100_000;

    [Setting("Further ways", Help = "One in a line: line = LINE; telephone; 5000. In front its code of small letters, then its name, what an address is (telephone, mail, postal or name), and how many characters a message has at most.", Long = true)]
    public string Ways { get; init; } = "";

    [Setting("What waits to be posted or printed is late after", Unit = "hours", Help = "Then the page about the system's health says so.", Min = 1, Max = 720)]
    public int LateHours { get; init; } = 24;

    /// <summary>Null where a line cannot be read.</summary>
    internal static IReadOnlyList<MessageChannel>? Read(string text)
    {
        List<MessageChannel> read = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [var code, var rest] || !Code().IsMatch(code) || ChannelBook.Shipped.Any(c => c.Code == code) || read.Any(c => c.Code == code)) return null;
            if (rest.Split(';', StringSplitOptions.TrimEntries) is not [{ Length: > 0 and <= 60 } name, var address, var most] || AddressOf(address) is not { } form
                || !int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var characters) || characters is < 1 or > MostCharacters) return null;
            read.Add(new MessageChannel(code, new Dictionary<string, string> { ["en"] = name }, form, form is ChannelAddress.Postal ? ChannelWords.Page : ChannelWords.Chat, characters, ByHand: true));
        }

        return read;
    }

    private static ChannelAddress? AddressOf(string word) => word switch
    {
        "telephone" => ChannelAddress.Telephone,
        "mail" => ChannelAddress.Mail,
        "postal" => ChannelAddress.Postal,
        "name" => ChannelAddress.Name,
        _ => null,
    };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,15}$")]
    private static partial Regex Code();
}

internal sealed class ChannelSettingsRules : AbstractValidator<ChannelSettings>
{
    public ChannelSettingsRules() =>
        RuleFor(c => c.Ways).Must(text => ChannelSettings.Read(text) is not null).WithMessage("Write one way in a line, such as: line = LINE; telephone; 5000. An address is a telephone, mail, postal or name, and no code stands here twice or is one of ours.");
}
