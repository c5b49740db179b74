using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Sops.Definitions;

/// <summary>One step of a procedure: who does it, with which form, until when, and how it can end.</summary>
internal sealed class SopStep
{
    public required string Id { get; init; }
    public required LocalText Title { get; init; }
    public required ByVariety<string> Role { get; init; }

    /// <summary>The code of the team to which the step goes instead of to everybody of the role; where no such team is open, the role has it.</summary>
    public string? Team { get; init; }

    /// <summary>Markdown.</summary>
    public LocalText? Instructions { get; init; }

    /// <summary>What is said to the customer at this step, ready to be read out or copied. {greeting} and {number} are filled in.</summary>
    public LocalText? Say { get; init; }
    public required FormDefinition Form { get; init; }
    public DueRule? Due { get; init; }
    public required IReadOnlyList<EscalationRung> EscalateTo { get; init; }
    public required IReadOnlyList<SopOutcome> Outcomes { get; init; }

    /// <summary>The outcome that the step takes by itself as soon as it is reached; null where a person is needed.</summary>
    public SopOutcome? Automatic { get; init; }

    /// <summary>What the public is told while the case is here.</summary>
    public string? PublicStage { get; init; }

    public SopOutcome? Find(string outcome) => Outcomes.FirstOrDefault(o => o.Id == outcome);
}

/// <summary>One way in which a step can end: the case goes on with another step, or it is closed.</summary>
internal sealed class SopOutcome
{
    public required string Id { get; init; }
    public required LocalText Title { get; init; }
    public string? Next { get; init; }
    public CaseEnding? End { get; init; }

    /// <summary>A reason has to be given in words.</summary>
    public bool NeedsComment { get; init; }

    /// <summary>The form need not be complete: the step is left without having been done.</summary>
    public bool FormOptional { get; init; }

    /// <summary>How often a case may take this way; after that it goes to <see cref="Then"/>.</summary>
    public int? AtMost { get; init; }
    public string? Then { get; init; }

    /// <summary>The steps to which it may lead.</summary>
    public IEnumerable<string> Targets => new[] { Next, Then }.OfType<string>();
}
