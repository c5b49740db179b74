using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Starts a procedure about a subject, by the version in force now. It joins the command that records the subject.</summary>
[Audited("sops.case-opened", "Opened a case")]
public sealed record OpenCase : ICommand<Guid>
{
    /// <summary>The procedure's code, such as <c>complaints.complaint</c>.</summary>
    public required string Sop { get; init; }

    /// <summary>The kind of the subject, as its <see cref="ISubject"/> says.</summary>
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }

    /// <summary>What people call the subject: its number.</summary>
    public required string SubjectName { get; init; }

    /// <summary>The variety that may have deadlines of its own, such as the kind of complaint.</summary>
    public string? Variety { get; init; }

    /// <summary>Outcomes of first steps that have been taken already, such as receive and acknowledge at the telephone.</summary>
    public IReadOnlyList<string> AlreadyTaken { get; init; } = [];
}

internal sealed class OpenCaseHandler(SopsDbContext db, CaseDesk desk, SopLibrary library, TimeProvider clock) : IRequestHandler<OpenCase, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(OpenCase request, CancellationToken token)
    {
        if (await library.InForce(db, request.Sop, token) is not { } inForce) return SopErrors.UnknownProcedure.With(request.Sop);
        if (await db.Cases.AnyAsync(c => c.SubjectId == request.SubjectId && c.Sop == request.Sop && c.ClosedAt == null, token)) return SopErrors.AlreadyOpen;

        var opened = Case.Open(Ids.New(clock), inForce.Id, request.SubjectKind, request.SubjectId, request.SubjectName, request.Variety, request.AlreadyTaken, await desk.Act(inForce.Sop, token));
        if (opened.Error is { } refused) return refused;
        db.Cases.Add(opened.Value);
        await desk.Save(opened.Value, token);
        return opened.Value.Id;
    }
}
