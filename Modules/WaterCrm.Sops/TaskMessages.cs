using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops;

/// <summary>What is written to whom work waits for.</summary>
internal static class TaskMessages
{
    /// <summary>In the morning: what waits for a colleague.</summary>
    public const string Digest = "tasks.digest";

    public static IReadOnlyList<MessageKind> All { get; } =
    [
        new(Digest, Word.Of("Tasks of the day"), Word.Of("Goes in the morning to each colleague for whom work waits."), MessageTopic.Service, [MessageChannels.Email, MessageChannels.App],
        [
            MessagePlaceholder.Text("person.name", Word.Of("Name of the colleague"), "Nguyễn Hoàng Phương Uyên"),
            MessagePlaceholder.Number("tasks.count", Word.Of("How many tasks wait"), 7),
            MessagePlaceholder.Number("tasks.late", Word.Of("How many of them are late"), 2),
            MessagePlaceholder.Number("tasks.today", Word.Of("How many of them are due today"), 3),
            MessagePlaceholder.Text("tasks.list", Word.Of("The tasks that come first, one a line"), "C-2026-000123, 12 Lê Lợi\nC-2026-000131, 4 Trần Phú"),
            MessagePlaceholder.Link("tasks.link", Word.Of("Page with the tasks of the colleague"), "https://crm.example.org/staff/tasks"),
        ]),
    ];
}
