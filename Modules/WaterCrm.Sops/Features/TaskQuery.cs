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

    /// <summary>All tabs in one question, each counted in the index of the inbox; asked once in a request, however many parts of a page show it.</summary>
    public async Task<TaskCounts> Count(CancellationToken token)
    {
        if (counted is not null) return counted;

        var (mine, team, late, today) = (await Of(TaskFilter.Mine, token), await Of(TaskFilter.Team, token), await Of(TaskFilter.Late, token), await Of(TaskFilter.Today, token));
        var (free, escalated, others) = (await Of(TaskFilter.Free, token), await Of(TaskFilter.Escalated, token), await Of(TaskFilter.ForOthers, token));
        var standsIn = (await rights.Of(token)).StandsInFor.Count > 0;
        return counted = await db.Tasks.Take(1)
            .Select(_ => new TaskCounts(mine.Count(), team.Count(), late.Count(), today.Count(), free.Count(), escalated.Count(), standsIn ? others.Count() : 0)).FirstOrDefaultAsync(token) ?? TaskCounts.None;
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
