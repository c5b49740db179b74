namespace WaterCrm.Kernel.Web;

/// <summary>A page that asks before something is lost. It posts back to the address it stands on: <c>return View("Confirm", new ConfirmPage(...))</c>.</summary>
/// <param name="Title">What is about to happen, as a question.</param>
/// <param name="Button">What the button does, with a verb.</param>
/// <param name="Back">Where one goes instead.</param>
public sealed record ConfirmPage(string Title, string Button, string Back)
{
    public string? Text { get; init; }

    /// <summary>What will be gone, one thing a line.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>What will not work for now, one thing a line.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>It cannot be undone, so the button looks the part.</summary>
    public bool Destroys { get; init; }

    /// <summary>Values that are posted along.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}
