using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>What the tabs of the inbox mean, for the list, its counts, the start page and the menu alike.</summary>
internal sealed class TaskQuery(SopsDbContext db, StepRights rights, LocalFormat format)
{
    private TaskCounts? counted;

    public async Task<IQueryable<StepTask>> Of(TaskFilter filter, CancellationToken token)
    {
        var reach = await rights.Of(token);
        var mine = Waiting(reach);
        var (me, roles, tomorrow) = (reach.Person, reach.Roles, Tomorrow);
        return filter switch
        {
            TaskFilter.Mine => mine.Where(t => t.AssigneeId == me && me != null),
            TaskFilter.Late => mine.Where(t => t.LateAt != null),
            TaskFilter.Today => mine.Where(t => t.SortDue < tomorrow && t.LateAt == null),
            TaskFilter.Free => mine.Where(t => t.AssigneeId == null),
            TaskFilter.Escalated => mine.Where(t => t.EscalatedTo != null && roles.Contains(t.EscalatedTo)),
            TaskFilter.ForOthers => ForOthers(mine, reach),
            _ => mine,
        };
    }

    /// <summary>All tabs in one pass over the index of the inbox; asked once in a request, however many show it.</summary>
    public async Task<TaskCounts> Count(CancellationToken token)
    {
        if (counted is not null) return counted;

        var reach = await rights.Of(token);
        var (me, roles, tomorrow) = (reach.Person, reach.Roles, Tomorrow);
        var all = await Waiting(reach).GroupBy(_ => 1).Select(g => new TaskCounts(
            g.Count(t => t.AssigneeId == me && me != null), g.Count(), g.Count(t => t.LateAt != null), g.Count(t => t.SortDue < tomorrow && t.LateAt == null), g.Count(t => t.AssigneeId == null),
            g.Count(t => t.EscalatedTo != null && roles.Contains(t.EscalatedTo)), 0)).FirstOrDefaultAsync(token) ?? TaskCounts.None;
        return counted = reach.StandsInFor.Count == 0 ? all : all with { ForOthers = await ForOthers(Waiting(reach), reach).CountAsync(token) };
    }

    private DateTime Tomorrow => format.ToUtc(format.Today.AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>What the acting person has to do with, also for colleagues who are away.</summary>
    private IQueryable<StepTask> Waiting(Reach reach)
    {
        var (me, roles, teams, away) = (reach.Person, reach.Roles, reach.Teams, reach.StandsInFor);
        return db.Tasks.Where(t => t.State == TaskState.Open && ((t.AssigneeId != null && (t.AssigneeId == me || away.Contains(t.AssigneeId.Value)))
            || (t.Team == null && roles.Contains(t.Role)) || (t.Team != null && teams.Contains(t.Team)) || (t.EscalatedTo != null && roles.Contains(t.EscalatedTo))));
    }

    /// <summary>As <see cref="Reach.For"/> says it of one task.</summary>
    private static IQueryable<StepTask> ForOthers(IQueryable<StepTask> waiting, Reach reach)
    {
        var (me, roles, teams, away) = (reach.Person, reach.OwnRoles, reach.OwnTeams, reach.StandsInFor);
        return waiting.Where(t => (t.AssigneeId != null && away.Contains(t.AssigneeId.Value))
            || ((t.AssigneeId == null || t.AssigneeId != me) && !((t.Team == null && roles.Contains(t.Role)) || (t.Team != null && teams.Contains(t.Team)) || (t.EscalatedTo != null && roles.Contains(t.EscalatedTo)))));
    }
}
