using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing;

/// <summary>
/// A kind of open work that people or teams hold: tasks, teams they head, weeks on call. A module says how much there is and moves it when
/// somebody leaves or a team is closed; all kinds move in one transaction, or none does.
/// </summary>
public interface IOpenWork
{
    /// <summary>Lower stands higher in the list.</summary>
    int Order { get; }

    /// <summary>What it is, in the reader's language: "Open tasks".</summary>
    string Title { get; }

    /// <summary>What a person must be allowed to do to hold it; null means nothing in particular.</summary>
    Permission? Needs => null;

    Task<int> Count(WorkHolder holder, CancellationToken token);

    /// <summary>Gives all of it to somebody else, inside the command that is running. What the target cannot hold is left without a holder.</summary>
    /// <returns>Why it cannot be done; null when it was.</returns>
    Task<Error?> Move(WorkHolder from, WorkTarget to, CancellationToken token);
}

/// <summary>Who holds work: a person, or a team by its code.</summary>
public sealed record WorkHolder(Guid? Person, string? Team)
{
    public static WorkHolder Of(Guid person) => new(person, null);

    public static WorkHolder Of(string team) => new(null, team);
}

/// <summary>Where work goes: to a person, to a team by its code, or, with neither, back to the role that the work is for.</summary>
/// <param name="Name">The name of the person or team.</param>
public sealed record WorkTarget(Guid? Person, string? Team, string? Name)
{
    public static readonly WorkTarget BackToTheRole = new(null, null, null);
}
