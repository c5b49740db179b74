using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops.Digest;

/// <summary>An inbox as the text of the day's tasks says it.</summary>
internal sealed class DigestValues(MailSettings mail, LocalFormat local)
{
    /// <summary>So many tasks are named.</summary>
    public const int Most = 10;

    public IReadOnlyDictionary<string, object?> Of(string name, TaskList tasks) => new Dictionary<string, object?>
    {
        ["person.name"] = name, ["tasks.count"] = tasks.Counts.Team, ["tasks.late"] = Some(tasks.Counts.Late), ["tasks.today"] = Some(tasks.Counts.Today),
        ["tasks.list"] = string.Join('\n', tasks.Rows.Take(Most).Select(Line)), ["tasks.link"] = $"{mail.PublicAddress.TrimEnd('/')}/staff/tasks",
    };

    /// <summary>None is left out of the sentence.</summary>
    private static object? Some(int count) => count == 0 ? null : count;

    private string Line(TaskRow task) => string.Join(", ", new[] { task.SubjectName, task.Step, task.DueAt is { } due ? local.Due(due) : null, task.For }.OfType<string>());
}
