using System.Text.Json.Serialization;

namespace WaterCrm.Kernel.Messages.Channels;

/// <summary>What an address is on a way to people.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelAddress>))]
public enum ChannelAddress
{
    /// <summary>An e-mail address.</summary>
    Mail,

    /// <summary>A telephone number; it is kept with its country's code.</summary>
    Telephone,

    /// <summary>The id of somebody who works with this system.</summary>
    Person,

    /// <summary>A postal address, of at most six lines.</summary>
    Postal,

    /// <summary>A name or number as the service gives it, in one line.</summary>
    Name,
}

/// <summary>Which of a kind's texts goes this way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelWords>))]
public enum ChannelWords
{
    Mail,

    Sms,

    /// <summary>What is shown on the pages of this system.</summary>
    Notice,

    Letter,

    /// <summary>
    /// The text of the SMS with its accents: it is written for a telephone and says by itself who writes and where there is more, while a notice counts on the page around it.
    /// Where a kind has none, its notice; where it has none either, its mail as plain text.
    /// </summary>
    Chat,

    /// <summary>The mail as plain text, for what has room for it.</summary>
    Page,
}

/// <summary>A way to people. A module adds one with <c>AddMessageChannel</c>, an operator in the settings.</summary>
/// <param name="Code">Small letters, digits and hyphens, at most 16; kept with each message.</param>
/// <param name="Names">What people call it, by language; <c>en</c> stands in for those that are missing.</param>
/// <param name="Address">What an address is.</param>
/// <param name="Words">Which text goes this way.</param>
/// <param name="MostCharacters">Of one message, from 1.</param>
/// <param name="ByHand">A person can post what no transport takes: its messages wait on a page until somebody has.</param>
public sealed record MessageChannel(string Code, IReadOnlyDictionary<string, string> Names, ChannelAddress Address, ChannelWords Words, int MostCharacters, bool ByHand);
