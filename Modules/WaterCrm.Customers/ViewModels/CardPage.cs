using WaterCrm.Customers.Features;

namespace WaterCrm.Customers.ViewModels;

/// <summary>A customer's page, with what was typed into its small forms when they were refused.</summary>
public sealed record CardPage(CustomerCard Card, IReadOnlyList<ZoneRow> Zones)
{
    public NoteForm Note { get; init; } = new();
    public MoveInForm MoveIn { get; init; } = new();

    /// <summary>Address of the page that shows something of another module; null where the module is not on.</summary>
    public required Func<string?, Guid?, string?> PageOf { get; init; }
}

/// <summary>A contact that somebody notes by hand.</summary>
public sealed class NoteForm
{
    public InteractionDirection Direction { get; set; }
    public InteractionChannel Channel { get; set; }
    public string? Summary { get; set; }
}

/// <summary>A place the customer begins to use.</summary>
public sealed class MoveInForm
{
    public string? Address { get; set; }
    public Guid? ZoneId { get; set; }
    public DateOnly? From { get; set; }
}
