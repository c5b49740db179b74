namespace WaterCrm.Kernel.ViewModels;

/// <summary>One field of a form for the partial <c>_Field</c>: label above, help under it, the error beside, what was typed inside.</summary>
/// <param name="Name">The form value; also the id to which the summary of errors links.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Value">What was typed. A password is never written back.</param>
public sealed record Field(string Name, string Label, string? Value = null)
{
    public string Type { get; init; } = "text";
    public string? Help { get; init; }
    public string? Autocomplete { get; init; }
    public bool Focus { get; init; }

    public bool IsPassword => Type == "password";
}
