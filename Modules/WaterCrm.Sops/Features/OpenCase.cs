using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>Starts a procedure about a subject, by the version in force now. It joins the command that records the subject.</summary>
[Audited("sops.case-opened")]
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
