using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>A person fills in the form of a step and says how it went. The case moves on by the outcome.</summary>
[Audited("sops.task-answered")]
public sealed record AnswerTask : ICommand<TaskAnswered>, IAbout
{
    public required Guid TaskId { get; init; }

    /// <summary>The id of one of the step's outcomes.</summary>
    public required string Outcome { get; init; }

    /// <summary>The fields as they were posted, by the ids of the step's form.</summary>
    public IReadOnlyDictionary<string, StringValues> Fields { get; init; } = new Dictionary<string, StringValues>();

    public string? Comment { get; init; }

    /// <summary>The task's turn as the person saw it; null where nobody could have come between. The clock marking a task late is no turn.</summary>
    public int? Version { get; init; }

    Guid IAbout.About => TaskId;
}

/// <summary>Where the case stands after an answer.</summary>
public sealed record TaskAnswered(Guid CaseId, string SubjectKind, Guid SubjectId, CaseGroup Group, string Step);
