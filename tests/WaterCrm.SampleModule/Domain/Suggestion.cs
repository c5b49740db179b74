using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.SampleModule.Domain;

internal sealed class Suggestion : Entity
{
    public const int LongestText = 500;

    private Suggestion()
    {
    }

    /// <summary>Empty where the box asks of its own accord, because a complaint was late.</summary>
    public string Text { get; private set; } = "";
    public DateTime MadeAt { get; private set; }
    public DateTime? TakenUpAt { get; private set; }

    /// <summary>A customer of another module: an id and no more, since there are no keys across modules.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Number of the complaint that was late.</summary>
    public string? Complaint { get; private set; }

    public static Suggestion Made(string text, TimeProvider clock, Guid? customer = null) => new() { Id = Ids.New(clock), Text = text.Trim(), MadeAt = clock.Utc(), CustomerId = customer };

    /// <summary>Something took too long: the box asks what could be done better.</summary>
    public static Suggestion After(string complaint, Guid? customer, TimeProvider clock) => new() { Id = Ids.New(clock), Complaint = complaint, MadeAt = clock.Utc(), CustomerId = customer };

    public Result<Suggestion> TakeUp(DateTime now)
    {
        if (TakenUpAt is not null) return SuggestionErrors.TakenUpAlready;

        TakenUpAt = now;
        Raise(new SuggestionTakenUp { OccurredAt = now, SuggestionId = Id });
        return this;
    }
}
