namespace WaterCrm.Customers.ViewModels;

/// <summary>What stands under a field: why it is refused, and what somebody else saved in it meanwhile.</summary>
/// <param name="Wrong">Why it is refused.</param>
/// <param name="Theirs">What is saved now; null when nobody was faster.</param>
/// <param name="Mine">What stands in the form.</param>
public sealed record FieldBelow(string? Wrong, string? Theirs, string? Mine);
