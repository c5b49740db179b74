using WaterCrm.Kernel.Forms;

namespace WaterCrm.Sops.Features;

/// <summary>A case as people see it: the procedure as a list of steps with what was done, what is due and what is to come. Titles are in the reader's language.</summary>
public sealed record CaseView
{
    public required Guid CaseId { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string SubjectName { get; init; }

    /// <summary>Where the subject's own page is; null where its module is off.</summary>
    public string? SubjectLink { get; init; }
    public required string Sop { get; init; }
    public required string Title { get; init; }

    /// <summary>The number of the procedure's version to which the case is pinned.</summary>
    public required int SopVersion { get; init; }
    public required CaseGroup Group { get; init; }
    public required DateTime OpenedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public DateTime? PausedAt { get; init; }
    public string? PauseReason { get; init; }
    public int Escalations { get; init; }
    public required IReadOnlyList<StepView> Steps { get; init; }
    public TaskView? Current { get; init; }
    public required IReadOnlyList<CaseEntryView> History { get; init; }

    /// <summary>The steps at which a closed case may be taken up again; empty where it may not.</summary>
    public IReadOnlyList<Choice> ReopenAt { get; init; } = [];
}

public enum StepState
{
    Done,
    Current,
    ToCome,
}

/// <summary>One line of the list of steps. A step that was done twice stands there twice.</summary>
public sealed record StepView
{
    /// <summary>The task; null for a step that is to come.</summary>
    public Guid? TaskId { get; init; }
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required StepState State { get; init; }
    /// <summary>Empty at an automatic step.</summary>
    public required string Role { get; init; }
    public string? By { get; init; }

    /// <summary>The absent colleague for whom it was done.</summary>
    public string? For { get; init; }
    public DateTime? At { get; init; }
    public DateTime? DueAt { get; init; }
    public bool WasLate { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }

    public FormDefinition Form { get; init; } = FormDefinition.Empty;

    /// <summary>What was filled in; null where nothing was.</summary>
    public FormValues? Values { get; init; }
}

/// <summary>An id or label, and the words that belong to it.</summary>
public sealed record Choice(string Id, string Title);

/// <summary>What a person can do at a step, as a button.</summary>
public sealed record OutcomeView(string Id, string Title, bool NeedsComment, bool EndsCase);

public sealed record CaseEntryView
{
    public required DateTime At { get; init; }
    public required string By { get; init; }

    /// <summary>The absent colleague for whom it was done.</summary>
    public string? For { get; init; }
    public required CaseAction Action { get; init; }

    /// <summary>The step's title.</summary>
    public string? Step { get; init; }

    /// <summary>The outcome's or the role's title, where the action has one.</summary>
    public string? Detail { get; init; }
    public string? Comment { get; init; }
}
