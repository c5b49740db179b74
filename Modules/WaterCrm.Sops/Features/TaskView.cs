namespace WaterCrm.Sops.Features;

/// <summary>The step that waits now.</summary>
public sealed record TaskView
{
    public required Guid TaskId { get; init; }

    /// <summary>To be sent back with the answer.</summary>
    public required int Version { get; init; }
    public required string StepId { get; init; }
    public required string Title { get; init; }
    public string? Instructions { get; init; }
    public required string Role { get; init; }

    /// <summary>The title of the role it was taken up to.</summary>
    public string? EscalatedTo { get; init; }
    public Guid? AssigneeId { get; init; }
    public string? Assignee { get; init; }

    /// <summary>Whether the acting person may answer it.</summary>
    public required bool MayAnswer { get; init; }
    public DateTime? DueAt { get; init; }
    public bool IsLate { get; init; }

    /// <summary>The allowed time as the procedure says it, such as <c>4 wh</c>.</summary>
    public string? Allowed { get; init; }
    public required IReadOnlyList<OutcomeView> Outcomes { get; init; }

    /// <summary>The roles to which it can be handed over.</summary>
    public IReadOnlyList<Choice> Roles { get; init; } = [];
}
