using WaterCrm.Sops.Features;

namespace WaterCrm.Sops.ViewModels;

/// <summary>The acting person's inbox with the tab that is open.</summary>
public sealed record InboxPage(TaskFilter Tab, TaskList Tasks)
{
    /// <summary>The tab as the address names it.</summary>
    public static TaskFilter Filter(string? tab) => Enum.TryParse<TaskFilter>(tab, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : TaskFilter.Team;

    public static string Address(TaskFilter tab) => $"/staff/tasks?tab={tab.ToString().ToLowerInvariant()}";
}
