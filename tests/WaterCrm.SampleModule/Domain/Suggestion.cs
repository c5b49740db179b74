using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.SampleModule.Domain;

internal sealed class Suggestion : Entity
{
    public const int LongestText = 500;

    private Suggestion()
    {
    }

    public string Text { get; private set; } = "";
    public DateTime MadeAt { get; private set; }
    public DateTime? TakenUpAt { get; private set; }

    public static Suggestion Made(string text, TimeProvider clock) => new() { Id = Ids.New(clock), Text = text.Trim(), MadeAt = clock.Utc() };

    public Result<Suggestion> TakeUp(DateTime now)
    {
        if (TakenUpAt is not null) return SuggestionErrors.TakenUpAlready;

        TakenUpAt = now;
        Raise(new SuggestionTakenUp { OccurredAt = now, SuggestionId = Id });
        return this;
    }
}
