namespace WaterCrm.Sops;

/// <summary>
/// What a case is about: a complaint, a campaign, a booking. The module that owns the subject keeps a copy of the case's state on the subject's row,
/// so that its lists need no join. The copy is written in the case's own transaction.
/// </summary>
public interface ISubject
{
    /// <summary>The kind of subject, such as <c>complaint</c>.</summary>
    string Kind { get; }

    Task Project(CaseState state, CancellationToken token);

    /// <summary>What the subjects' rows say of their cases, for the command that compares the two; those of these ids, or all that there are.</summary>
    IAsyncEnumerable<SubjectCopy> Copies(IReadOnlyCollection<Guid>? only) => AsyncEnumerable.Empty<SubjectCopy>();

    /// <summary>The staff's page about a subject, as a local path; null where there is none.</summary>
    string? LinkTo(Guid subjectId) => null;

    /// <summary>Who outside is told about it, and in which language; null where nobody is.</summary>
    Task<Listener?> ToldTo(Guid subjectId, CancellationToken token) => Task.FromResult<Listener?>(null);
}

/// <summary>Somebody outside the house: the language one speaks with them, and how a message to them begins in it.</summary>
public sealed record Listener(string Language, string Greeting);

/// <summary>Groups of states: code asks for the group, never compares a step's name.</summary>
public enum CaseGroup
{
    Open,

    /// <summary>The clock is paused: somebody outside has to do something.</summary>
    Waiting,
    Done,
}

/// <summary>Where a case stands.</summary>
public sealed record CaseState
{
    public required Guid SubjectId { get; init; }
    public required Guid CaseId { get; init; }
    public required CaseGroup Group { get; init; }

    /// <summary>The id of the current step, or of the outcome by which the case ended.</summary>
    public required string Step { get; init; }

    /// <summary>When the current step is due, UTC; null where nothing is, and while the clock stands still.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>The role that the current step waits for.</summary>
    public string? Role { get; init; }

    /// <summary>The person who took the current step.</summary>
    public Guid? Assignee { get; init; }

    /// <summary>The current step is late, or the one that was answered just now and nobody had noticed.</summary>
    public bool IsLate { get; init; }

    /// <summary>How often the case was taken further up; 0 means never.</summary>
    public int Escalations { get; init; }

    public DateTime? ClosedAt { get; init; }

    /// <summary>Until when a closed case may be taken up again, by its procedure; null while it is open, and where it may not.</summary>
    public DateTime? ReopenUntil { get; init; }

    /// <summary>How the case ended; null while it has not.</summary>
    public CaseEnding? Ending { get; init; }
}

/// <summary>How a case can end.</summary>
public enum CaseEnding
{
    Done,

    /// <summary>Somebody else has to do it, and was told.</summary>
    Referred,
    Refused,

    /// <summary>Given up before its end: withdrawn, entered twice.</summary>
    Stopped,
}

/// <summary>What a subject's row says of its case.</summary>
/// <param name="Id">The subject.</param>
/// <param name="Name">As people know it, such as its number.</param>
/// <param name="NeedsCase">There must be a case; false for history that was imported.</param>
/// <param name="State">The copy, <see cref="CaseState.IsLate"/> where the row knows of any lateness; null where the row names no case.</param>
public sealed record SubjectCopy(Guid Id, string Name, bool NeedsCase, CaseState? State);
