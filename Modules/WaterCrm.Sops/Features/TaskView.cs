using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Forms;

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

    /// <summary>What is said to the customer, in the customer's language; null where the procedure has no text for it.</summary>
    public ReadyText? Say { get; init; }
    public required string Role { get; init; }

    /// <summary>The name of the team it waits for; null where everybody of the role may take it.</summary>
    public string? Team { get; init; }

    /// <summary>The absent colleague for whom the acting person would answer it.</summary>
    public string? For { get; init; }

    /// <summary>The title of the role it was taken up to.</summary>
    public string? EscalatedTo { get; init; }
    public Guid? AssigneeId { get; init; }
    public string? Assignee { get; init; }

    /// <summary>Whether the acting person may answer it.</summary>
    public required bool MayAnswer { get; init; }

    /// <summary>Whether the acting person has taken it.</summary>
    public required bool IsMine { get; init; }
    public DateTime? DueAt { get; init; }
    public bool IsLate { get; init; }

    /// <summary>Why it is due then; null where nothing is.</summary>
    public DueExplanation? Why { get; init; }
    public required FormDefinition Form { get; init; }
    public required IReadOnlyList<OutcomeView> Outcomes { get; init; }

    /// <summary>The roles to which it can be handed over.</summary>
    public IReadOnlyList<Choice> Roles { get; init; } = [];

    /// <summary>The teams to which it can be handed over.</summary>
    public IReadOnlyList<Choice> Teams { get; init; } = [];
}

/// <summary>A text for the customer, and the language it is in.</summary>
public sealed record ReadyText(string Language, string Text);

/// <summary>The sum behind a due time.</summary>
/// <param name="From">Where the count begins, UTC.</param>
/// <param name="Allowed">The time allowed.</param>
/// <param name="Calendar">The calendar's name in the reader's language.</param>
/// <param name="Lines">What of the time counted, and why the rest did not.</param>
/// <param name="Pauses">When the clock stood still; the due time moved by these.</param>
public sealed record DueExplanation(DateTime From, Duration Allowed, string Calendar, IReadOnlyList<CalendarLine> Lines, IReadOnlyList<ClockPause> Pauses);

/// <summary>A time in which the clock of a case stood still, UTC.</summary>
public sealed record ClockPause(DateTime From, DateTime To);
