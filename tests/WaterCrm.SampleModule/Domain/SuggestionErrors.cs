using WaterCrm.Kernel.Results;

namespace WaterCrm.SampleModule.Domain;

internal static class SuggestionErrors
{
    public static readonly Error TakenUpAlready = new("suggestions.taken-up-already", "Somebody has taken up this suggestion already.", 409);

    public static readonly Error Closed = new("suggestions.closed", "The suggestion box is closed at the moment.", 409);
}
