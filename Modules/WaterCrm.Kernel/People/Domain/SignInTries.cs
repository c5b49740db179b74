namespace WaterCrm.Kernel.People.Domain;

/// <summary>Wrong passwords for one account, counted for each side they come from: a device that its person uses, a network, everybody else together.</summary>
internal sealed class SignInTries
{
    public required Guid PersonId { get; init; }

    /// <summary>As <see cref="SignInFrom"/> names it.</summary>
    public required string Source { get; init; }

    /// <summary>Since the last lock.</summary>
    public int Wrong { get; init; }

    /// <summary>How often it was locked; each lock is twice as long as the one before.</summary>
    public int Locks { get; init; }

    public DateTime? LockedUntil { get; init; }
    public required DateTime LastAt { get; init; }
}
