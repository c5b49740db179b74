using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Sops.Definitions;

/// <summary>A procedure as it was written down: the document on the wall, the form on the screen and the clock in one (docs/schemas/sop.schema.json).</summary>
internal sealed class SopDefinition
{
    public required string Code { get; init; }
    public required LocalText Title { get; init; }
    public LocalText? Purpose { get; init; }
    public required string Owner { get; init; }
    public IReadOnlyList<string> LegalBasis { get; init; } = [];
    public DateOnly? ReviewBy { get; init; }
    public required string Calendar { get; init; }
    public required IReadOnlyList<Titled> Roles { get; init; }
    public required IReadOnlyList<Titled> PublicStages { get; init; }
    public required ReopenRule? Reopen { get; init; }

    /// <summary>In the order in which a case normally passes them; it begins with the first.</summary>
    public required IReadOnlyList<SopStep> Steps { get; init; }

    public SopStep First => Steps[0];

    public SopStep? Find(string step) => Steps.FirstOrDefault(s => s.Id == step);

    public SopStep this[string step] => Find(step) ?? throw new KeyNotFoundException($"The procedure {Code} has no step '{step}'.");

    /// <summary>The steps after this one when all goes well: the first outcome of each.</summary>
    public IEnumerable<SopStep> WayFrom(string step)
    {
        var seen = new HashSet<string> { step };
        for (var next = this[step].Outcomes[0].Next; next is not null && seen.Add(next); next = this[next].Outcomes[0].Next) yield return this[next];
    }

    public LocalText RoleTitle(string role) => Roles.FirstOrDefault(r => r.Id == role)?.Title ?? new LocalText(role);

    public static Result<SopDefinition> Parse(string json) => SopReader.Parse(json);
}

/// <summary>An id and the words that people read for it.</summary>
internal sealed record Titled(string Id, LocalText Title);

/// <summary>Where a closed case is taken up again, and how long that is possible.</summary>
internal sealed record ReopenRule(string Step, Duration Within);

/// <summary>One rung of the ladder: whom to tell, and how long after the due time; null means at once.</summary>
internal sealed record EscalationRung(string Role, Duration? After)
{
    /// <summary>The person on call is called too.</summary>
    public bool CallsOnDuty { get; init; }
}

/// <summary>A value, and others for single varieties of the subject; the first rule that fits counts.</summary>
internal sealed record ByVariety<T>(T Default, IReadOnlyList<VarietyRule<T>> Rules)
{
    public T For(string? variety)
    {
        foreach (var rule in Rules)
            if (variety is not null && rule.Varieties.Contains(variety)) return rule.Value;
        return Default;
    }
}

internal sealed record VarietyRule<T>(IReadOnlyList<string> Varieties, T Value);

/// <summary>How long a step may take.</summary>
/// <param name="After">The time allowed.</param>
/// <param name="Calendar">Whose working hours and days are meant.</param>
/// <param name="FromOpening">Counted from the opening of the case instead of from the step's own beginning: what the customer was promised.</param>
internal sealed record DueRule(ByVariety<Duration> After, string Calendar, bool FromOpening);
