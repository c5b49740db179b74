using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Open tasks that a person has taken or that wait for a team. Each case's history says where its task went.</summary>
internal sealed class OpenTasks(SopsDbContext db, CaseDesk desk, IPeople people, IStringLocalizer<Startup> S) : IOpenWork
{
    public int Order => 10;

    public string Title => S["Open tasks"];

    public Permission? Needs => SopsPermissions.Answer;

    public Task<int> Count(WorkHolder holder, CancellationToken token) => Held(holder).CountAsync(token);

    public async Task<Error?> Move(WorkHolder from, WorkTarget to, CancellationToken token)
    {
        // A task in the hands of somebody who has no inbox is seen by nobody.
        if (to.Person is { } person && (await people.AbleTo(SopsPermissions.Answer, token)).All(p => p.Id != person)) return SopErrors.CannotAnswer.With(to.Name ?? "");
        var target = new HandOverTo(null, to.Team, to.Team is null ? null : to.Name, to.Person, to.Person is null ? null : to.Name);
        foreach (var id in await Held(from).OrderBy(t => t.CaseId).Select(t => t.Id).ToListAsync(token))
        {
            // Read again under the case's lock: somebody may have answered it a moment ago.
            if (await desk.TakeByTask(id, token) is not ({ Case: var run, Act: var act }, { IsOpen: true } task)) continue;
            run.PassOn(task, target, act);
            await desk.Save(run, token);
        }

        return null;
    }

    private IQueryable<StepTask> Held(WorkHolder holder)
    {
        var open = db.Tasks.Where(t => t.State == TaskState.Open);
        return holder.Team is { } team ? open.Where(t => t.Team == team) : open.Where(t => t.AssigneeId == holder.Person);
    }
}
