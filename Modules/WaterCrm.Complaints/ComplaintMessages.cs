using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints;

/// <summary>What is written to whoever reported something.</summary>
internal static class ComplaintMessages
{
    /// <summary>At once: the number, what happens next and until when.</summary>
    public const string Received = "complaints.received";

    /// <summary>The answer, with the way to say that it is not fixed.</summary>
    public const string Answered = "complaints.answered";

    /// <summary>A promised time has passed.</summary>
    public const string LateSorry = "complaints.late-sorry";

    private static readonly string[] EveryWay = [MessageChannels.Email, MessageChannels.Sms, MessageChannels.App, MessageChannels.Letter];

    private static readonly MessagePlaceholder[] Common =
    [
        MessagePlaceholder.Text("customer.name", Word.Of("Name of the customer; missing where nobody gave one"), "Nguyễn Thị Hoa"),
        MessagePlaceholder.Text("complaint.number", Word.Of("Number of the complaint"), "C-2026-000123"),
        MessagePlaceholder.Text("complaint.kind", Word.Of("What the complaint is about"), "Không có nước"),
        MessagePlaceholder.Text("complaint.place", Word.Of("Where it is"), "12 Lê Lợi"),
        MessagePlaceholder.Link("complaint.link", Word.Of("Page on which the customer sees how it goes on"), "https://crm.example.org/track/K7QD-2M9X"),
    ];

    public static IReadOnlyList<MessageKind> All { get; } =
    [
        new(Received, Word.Of("A report was received"), Word.Of("Goes out at once to whoever reported a problem and left an address or a number."), MessageTopic.Service, EveryWay,
            [.. Common, MessagePlaceholder.DateTime("complaint.due", Word.Of("When the customer hears from us next; may be missing"), "2026-03-02T09:30:00Z")]),
        new(Answered, Word.Of("A report is answered"), Word.Of("Goes to the customer when the work on a complaint is done."), MessageTopic.Service, EveryWay,
        [
            .. Common,
            MessagePlaceholder.Text("complaint.answer", Word.Of("The answer, in the words of whoever wrote it"), "Đường ống trước nhà đã được thay lúc 14:20, áp lực nước đo được 2,4 bar."),
            MessagePlaceholder.DateTime("reopen.until", Word.Of("Until when it can be taken up again; may be missing"), "2026-04-01T09:00:00Z"),
        ]),
        new(LateSorry, Word.Of("Sorry that we are late"), Word.Of("Goes to the customer when a promised time has passed."), MessageTopic.Service, EveryWay,
        [
            .. Common,
            MessagePlaceholder.DateTime("complaint.due", Word.Of("The time that was promised"), "2026-03-02T09:30:00Z"),
            MessagePlaceholder.DateTime("complaint.new-due", Word.Of("The new time; may be missing"), "2026-03-03T03:00:00Z"),
            MessagePlaceholder.Text("late.reason", Word.Of("Why it is late; may be missing"), "Đang chờ vật tư thay thế."),
        ]),
    ];
}
