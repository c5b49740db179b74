using WaterCrm.Contracts;

namespace WaterCrm.SampleModule;

/// <summary>A suggestion is going to be carried out. A module's own project holds it as long as no other module listens; then it moves to Contracts.</summary>
[EventName("sample.suggestion-taken-up")]
public sealed record SuggestionTakenUp : IntegrationEvent
{
    public required Guid SuggestionId { get; init; }
    public override Guid Subject => SuggestionId;
}
