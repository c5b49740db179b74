using System.Globalization;
using System.Security.Claims;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Asks once in each request for what the acting person works: roles, teams, and absent colleagues. A recipe acts as one after the other.</summary>
internal sealed class StepRights(IActor actor, IStaffing staffing)
{
    private (ClaimsPrincipal Who, Reach Reach)? known;

    public async ValueTask<Reach> Of(CancellationToken token)
    {
        if (known is { } asked && ReferenceEquals(asked.Who, actor.Principal)) return asked.Reach;
        var reach = new Reach(actor, actor.Id is { } me ? await staffing.Of(me, token) : Duties.None);
        known = (actor.Principal, reach);
        return reach;
    }
}

/// <summary>
/// Who may do something with a task: whoever is in its role or team or was given it, those it was taken up to, those who stand in for one of them,
/// and those who may answer any.
/// </summary>
internal sealed class Reach(IActor actor, Duties duties)
{
    private readonly List<Absent> absent = [.. duties.StandsInFor.Select(a => new Absent(a.Id, a.Name, [.. a.Roles.Select(RoleId)], a.Teams))];
    private readonly List<string> own = [.. actor.Principal.FindAll(ClaimTypes.Role).Select(c => RoleId(c.Value)).Distinct()];

    public Guid? Person => actor.Id;

    public IReadOnlyList<string> OwnRoles => own;

    public IReadOnlyList<string> OwnTeams => duties.Teams;

    /// <summary>Roles as procedures write them, "Head of customer care" is <c>head-of-customer-care</c>: the person's own and those of absent colleagues.</summary>
    public IReadOnlyList<string> Roles => [.. own.Concat(absent.SelectMany(a => a.Roles)).Distinct()];

    public IReadOnlyList<string> Teams => [.. duties.Teams.Concat(absent.SelectMany(a => a.Teams)).Distinct()];

    /// <summary>Ids of the colleagues for whom the person stands in today.</summary>
    public IReadOnlyList<Guid> StandsInFor => [.. absent.Select(a => a.Id)];

    public bool IsMine(StepTask task) => actor.Id is not null && task.AssigneeId == actor.Id;

    public bool MayAnswer(StepTask task) => IsMine(task) || IsFor(task, own, duties.Teams) || For(task) is not null || PermissionRequirement.Has(actor.Principal, SopsPermissions.AnswerAny);

    /// <summary>The absent colleague whose task it is and for whom the person does it; null where it is the person's own business.</summary>
    public string? For(StepTask task) =>
        IsMine(task) ? null
        : absent.Find(a => a.Id == task.AssigneeId) is { } taken ? taken.Name
        : IsFor(task, own, duties.Teams) ? null
        : absent.Find(a => IsFor(task, a.Roles, a.Teams))?.Name;

    public Error? Refuse(StepTask task, SopDefinition sop) =>
        MayAnswer(task) ? null : SopErrors.NotYourStep.With(sop.RoleTitle(task.Role).In(CultureInfo.CurrentUICulture));

    private static bool IsFor(StepTask task, IReadOnlyList<string> roles, IReadOnlyList<string> teams) =>
        (task.Team is { } team ? teams.Contains(team) : roles.Contains(task.Role)) || (task.EscalatedTo is { } up && roles.Contains(up));

    private static string RoleId(string name) => name.ToLowerInvariant().Replace(' ', '-');

    private sealed record Absent(Guid Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams);
}
