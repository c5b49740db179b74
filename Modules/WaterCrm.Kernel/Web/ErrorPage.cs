namespace WaterCrm.Kernel.Web;

/// <summary>An error as a person reads it.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Title">What happened.</param>
/// <param name="Text">What to do.</param>
/// <param name="Home">Where one goes from here.</param>
/// <param name="Number">Under which the log tells the story; only where the fault is ours.</param>
public sealed record ErrorPage(int Code, string Title, string Text, string Home, string? Number)
{
    /// <summary>What the person had typed and may not send any more.</summary>
    public string? Typed { get; init; }
}
