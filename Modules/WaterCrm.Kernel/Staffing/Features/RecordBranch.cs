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

/// <summary>Adds a branch, or changes the one with this id.</summary>
[Audited("staffing.branch-recorded", "Recorded a branch")]
public sealed record RecordBranch : ICommand<Guid>
{
    public Guid? Id { get; init; }
    public string? Name { get; init; }
    public BranchKind Kind { get; init; }
    public Guid? HeadId { get; init; }

    /// <summary>Null means today.</summary>
    public DateOnly? OpenedOn { get; init; }
}

/// <summary>Closes a branch that has no open teams any more.</summary>
[Audited("staffing.branch-closed", "Closed a branch")]
public sealed record CloseBranch(Guid Id) : ICommand<Guid>;

internal sealed class RecordBranchRules : AbstractValidator<RecordBranch>
{
    public RecordBranchRules()
    {
        RuleFor(b => b.Name).Must(n => Typed.Line(n) is not null).WithMessage("Write the name.").MaximumLength(200).WithMessage("Write the name in at most 200 letters.");
        RuleFor(b => b.Kind).IsInEnum().WithMessage("Choose one of these.");
    }
}

internal sealed class RecordBranchHandler(KernelDbContext db, StaffingRules rules, LocalFormat format, TimeProvider clock)
    : IRequestHandler<RecordBranch, Result<Guid>>, IRequestHandler<CloseBranch, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordBranch request, CancellationToken token)
    {
        var branch = request.Id is { } id ? await db.Branches.FindAsync([id], token) : new Branch(Ids.New(clock));
        if (branch is null) return KernelErrors.NotFound;
        if (request.HeadId is { } head && head != branch.HeadId && !await rules.WorksHere(head, token)) return StaffingErrors.UnknownPerson.At(nameof(request.HeadId));

        branch.Describe(Typed.Line(request.Name)!, request.Kind, request.HeadId, request.OpenedOn ?? (request.Id is null ? format.Today : branch.OpenedOn));
        if (request.Id is null) db.Add(branch);
        await db.SaveChangesAsync(token);
        return branch.Id;
    }

    public async Task<Result<Guid>> Handle(CloseBranch request, CancellationToken token)
    {
        if (await db.Branches.FindAsync([request.Id], token) is not { } branch) return KernelErrors.NotFound;
        if (branch.Close(format.Today, await db.Teams.CountAsync(t => t.BranchId == branch.Id && t.ClosedOn == null, token)).Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return branch.Id;
    }
}
