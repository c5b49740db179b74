namespace WaterCrm.Kernel.Web;

/// <summary>What the public first page offers.</summary>
/// <param name="Doors">What most people come for, as big buttons.</param>
/// <param name="Ways">The rest, as a list.</param>
public sealed record FrontPage(IReadOnlyList<MenuItem> Doors, IReadOnlyList<MenuItem> Ways)
{
    /// <summary>The menu to which modules add: <c>NamedNavigationProvider(FrontPage.Menu)</c>.</summary>
    public const string Menu = "front";

    /// <summary>Class of an entry that becomes a big button.</summary>
    public const string Door = "door";
}
