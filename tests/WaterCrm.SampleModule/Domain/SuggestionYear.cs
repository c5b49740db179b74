namespace WaterCrm.SampleModule.Domain;

/// <summary>How many suggestions were taken up in a year.</summary>
internal sealed class SuggestionYear
{
    public int Year { get; init; }
    public int TakenUp { get; set; }
}
