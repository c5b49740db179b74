using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Adds a team, or changes the one with this id. The code stays what it was: procedures name it.</summary>
[Audited("staffing.team-recorded", "Recorded a team")]
public sealed record RecordTeam : ICommand<Guid>
{
    public Guid? Id { get; init; }
    public string? Code { get; init; }
    public string? Name { get; init; }
    public Guid? BranchId { get; init; }
    public Guid? HeadId { get; init; }

    /// <summary>Null means today.</summary>
    public DateOnly? OpenedOn { get; init; }
}

internal sealed class RecordTeamRules : AbstractValidator<RecordTeam>
{
    public RecordTeamRules()
    {
        RuleFor(t => t.Code).Must(Team.IsCode).When(t => t.Id is null).WithMessage("Write a code of small letters, digits and hyphens that begins with a letter, such as network-north.");
        RuleFor(t => t.Name).Must(n => Typed.Line(n) is not null).WithMessage("Write the name.").MaximumLength(200).WithMessage("Write the name in at most 200 letters.");
        RuleFor(t => t.BranchId).NotNull().WithMessage("Choose one of the open branches.");
    }
}

internal sealed class RecordTeamHandler(KernelDbContext db, StaffingRules rules, LocalFormat format, TimeProvider clock) : IRequestHandler<RecordTeam, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordTeam request, CancellationToken token)
    {
        var team = request.Id is { } id ? await db.Teams.FindAsync([id], token) : new Team(Ids.New(clock), request.Code!);
        if (team is null) return KernelErrors.NotFound;
        if (request.Id is null && await db.Teams.AnyAsync(t => t.Code == request.Code, token)) return StaffingErrors.CodeTaken.At(nameof(request.Code));
        if (request.BranchId != team.BranchId && !await db.Branches.AnyAsync(b => b.Id == request.BranchId && b.ClosedOn == null, token)) return StaffingErrors.UnknownBranch.At(nameof(request.BranchId));
        if (request.HeadId is { } head && head != team.HeadId && !await rules.WorksHere(head, token)) return StaffingErrors.UnknownPerson.At(nameof(request.HeadId));

        team.Describe(Typed.Line(request.Name)!, request.BranchId!.Value, request.HeadId, request.OpenedOn ?? (request.Id is null ? format.Today : team.OpenedOn));
        if (request.Id is null) db.Add(team);
        await db.SaveChangesAsync(token);
        return team.Id;
    }
}
