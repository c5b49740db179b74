using System.Globalization;
using System.Security.Claims;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Who may do something with a task: whoever is in its role or was given it, those it was taken up to, and those who may answer any.</summary>
internal sealed class StepRights(IActor actor)
{
    /// <summary>The acting person's roles as procedures write them: "Head of customer care" is <c>head-of-customer-care</c>.</summary>
    public IReadOnlyList<string> Roles { get; } = [.. actor.Principal.FindAll(ClaimTypes.Role).Select(c => RoleId(c.Value)).Distinct()];

    public Guid? Person => actor.Id;

    public bool IsMine(StepTask task) => actor.Id is not null && task.AssigneeId == actor.Id;

    public bool MayAnswer(StepTask task) =>
        IsMine(task) || Roles.Contains(task.Role) || (task.EscalatedTo is { } up && Roles.Contains(up)) || MayAnswerAny;

    private bool MayAnswerAny => Has(SopsPermissions.AnswerAny);

    public Error? Refuse(StepTask task, SopDefinition sop) =>
        MayAnswer(task) ? null : SopErrors.NotYourStep.With(sop.RoleTitle(task.Role).In(CultureInfo.CurrentUICulture));

    private bool Has(Permission permission) =>
        actor.Principal.HasClaim(PermissionRequirement.ClaimType, permission.Name) || permission.ImpliedBy.Any(Has);

    private static string RoleId(string name) => name.ToLowerInvariant().Replace(' ', '-');
}
