namespace WaterCrm.Kernel.ViewModels;

/// <summary>One choice of a list for the partial <c>_Choice</c>.</summary>
/// <param name="Name">The form value; also the id to which the summary of errors links.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Options">What there is to choose: value and words.</param>
/// <param name="Chosen">The value that is chosen.</param>
public sealed record ChoiceField(string Name, string Label, IEnumerable<KeyValuePair<string, string>> Options, string? Chosen = null)
{
    public string? Help { get; init; }

    /// <summary>The words for choosing nothing; null where something has to be chosen, and an empty line asks for it.</summary>
    public string? Nothing { get; init; }
}
