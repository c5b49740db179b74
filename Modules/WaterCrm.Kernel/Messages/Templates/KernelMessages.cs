using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>What the kernel itself writes to colleagues.</summary>
public static class KernelMessages
{
    /// <summary>To a new colleague, with the link at which the first password is chosen.</summary>
    public const string Invitation = "people.invitation";

    /// <summary>To a colleague who has no password any more.</summary>
    public const string PasswordLink = "people.password-link";

    /// <summary>To whoever looks after the system: as many messages went out today as may. It passes the limit that it tells of.</summary>
    public const string Stopped = "messages.stopped";

    internal static IReadOnlyList<MessageKind> All { get; } =
    [
        new(Invitation, Word.Of("Invitation of a colleague"), Word.Of("Goes to a new colleague, with a link at which the first password is chosen."), MessageTopic.Service, [MessageChannels.Email],
        [
            .. Of("https://crm.example.org/staff/password/choose?link=7f3k"),
            MessagePlaceholder.Text("invited.by", Word.Of("Who added the colleague; may be missing"), "Lê Thị Mai"),
        ]) { HoldsSecret = true },
        new(PasswordLink, Word.Of("Link for a new password"), Word.Of("Goes to a colleague for whom somebody made a link for a new password."), MessageTopic.Service, [MessageChannels.Email],
            Of("https://crm.example.org/staff/password/choose?link=9m2q")) { HoldsSecret = true },
        new(Stopped, Word.Of("Messages have stopped for today"), Word.Of("Goes to whoever may see how the system fares when as many messages went out as a day may have."), MessageTopic.Service, [MessageChannels.Email, MessageChannels.App],
        [
            MessagePlaceholder.Text("person.name", Word.Of("Name of the colleague"), "Nguyễn Hoàng Phương Uyên"),
            MessagePlaceholder.Text("messages.channel", Word.Of("Code of the way they went: email, sms"), "email"),
            MessagePlaceholder.Number("messages.limit", Word.Of("How many may go out on a day"), 20_000),
            MessagePlaceholder.Number("messages.waiting", Word.Of("How many wait"), 1_240),
            MessagePlaceholder.Link("messages.link", Word.Of("Page with the log of messages; missing where nobody said the address of this system"), "https://crm.example.org/staff/admin/messages"),
        ]),
    ];

    private static MessagePlaceholder[] Of(string link) =>
    [
        MessagePlaceholder.Text("person.name", Word.Of("Name of the colleague"), "Nguyễn Hoàng Phương Uyên"),
        MessagePlaceholder.Text("person.sign-in", Word.Of("Name with which the colleague signs in"), "uyen"),
        MessagePlaceholder.Link("password.link", Word.Of("Link at which the password is chosen; it works once"), link),
        MessagePlaceholder.DateTime("password.until", Word.Of("When the link ends"), "2026-03-05T02:30:00Z"),
    ];
}
