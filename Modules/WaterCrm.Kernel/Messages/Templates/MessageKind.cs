using System.Reflection;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>Whether somebody may say that he wants no more of this.</summary>
public enum MessageTopic
{
    /// <summary>Belongs to something the customer or colleague is party to: a report, a bill, an interruption, an account. It cannot be refused.</summary>
    Service,

    /// <summary>News, invitations, surveys. Whoever wants none gets none.</summary>
    News,
}

/// <summary>The ways for which a kind of message has texts, by the codes under which they are stored.</summary>
public static class MessageChannels
{
    public const string Email = "email", Sms = "sms", App = "app", Letter = "letter";

    public static IReadOnlyList<string> All { get; } = [Email, Sms, App, Letter];
}

/// <summary>
/// One kind of message that the system writes to people. Its shipped texts are the files <c>Messages/{code}.{language}.md</c> of the module that registers it.
/// </summary>
/// <param name="Code">Stored with each message and part of addresses: <c>complaints.received</c>.</param>
/// <param name="Name">In English; the key of its translations.</param>
/// <param name="Description">When it is sent and to whom, in English; the key of its translations.</param>
/// <param name="Topic">Whether it can be refused.</param>
/// <param name="Channels">Those of <see cref="MessageChannels"/> for which it has texts.</param>
/// <param name="Placeholders">What whoever sends it fills in. <c>utility.name</c> and <c>utility.telephone</c> are there for every kind.</param>
public sealed record MessageKind(string Code, string Name, string Description, MessageTopic Topic, IReadOnlyList<string> Channels, IReadOnlyList<MessagePlaceholder> Placeholders)
{
    /// <summary>The module whose words and files are its.</summary>
    internal Assembly Module { get; init; } = typeof(MessageKind).Assembly;

    /// <summary>Its words open a door, such as a link at which a password is chosen: they are kept closed, whoever looks after messages does not get to read them, and they are forgotten when they were sent.</summary>
    public bool HoldsSecret { get; init; }

    internal bool Has(string channel) => Channels.Contains(channel);
}

/// <summary>What stands in a text for a value, and so how it is written.</summary>
public enum PlaceholderKind
{
    /// <summary>A <see cref="string"/>; it may have several lines.</summary>
    Text,

    /// <summary>A <see cref="DateTime"/> in UTC, written in the utility's zone.</summary>
    DateTime,

    /// <summary>A <see cref="long"/> or <see cref="int"/> in the smallest unit of the utility's currency.</summary>
    Money,

    /// <summary>An <see cref="int"/>, <see cref="long"/> or <see cref="decimal"/>.</summary>
    Number,

    /// <summary>A <see cref="Uri"/> or <see cref="string"/>: an absolute address that begins with http or https.</summary>
    Link,
}

/// <summary>A value that whoever sends a message fills in.</summary>
/// <param name="Name">Lower-case words with dots and hyphens: <c>complaint.due</c>.</param>
/// <param name="Description">In English; the key of its translations.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Sample">For previews: of the type that <see cref="PlaceholderKind"/> names.</param>
public sealed record MessagePlaceholder(string Name, string Description, PlaceholderKind Kind, object Sample)
{
    public static MessagePlaceholder Text(string name, string description, string sample) => new(name, description, PlaceholderKind.Text, sample);

    /// <param name="name">Its name.</param>
    /// <param name="description">In English.</param>
    /// <param name="sample">UTC, as 2026-03-02T09:30:00Z.</param>
    public static MessagePlaceholder DateTime(string name, string description, string sample) =>
        new(name, description, PlaceholderKind.DateTime, System.DateTimeOffset.Parse(sample, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);

    public static MessagePlaceholder Number(string name, string description, long sample) => new(name, description, PlaceholderKind.Number, sample);

    public static MessagePlaceholder Money(string name, string description, long sample) => new(name, description, PlaceholderKind.Money, sample);

    public static MessagePlaceholder Link(string name, string description, string sample) => new(name, description, PlaceholderKind.Link, sample);
}
