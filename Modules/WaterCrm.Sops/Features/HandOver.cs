using WaterCrm.Kernel.Requests;

namespace WaterCrm.Sops.Features;

/// <summary>Gives a task to another role, or to a person. The deadline stays: the customer does not wait longer because we passed it on.</summary>
[Audited("sops.task-handed-over")]
public sealed record HandOver : ICommand<Guid>
{
    public required Guid TaskId { get; init; }

    /// <summary>The role it goes to; null keeps the step's role.</summary>
    public string? Role { get; init; }

    public Guid? PersonId { get; init; }

    public string? PersonName { get; init; }

    public required string Reason { get; init; }

    public int? Version { get; init; }
}
