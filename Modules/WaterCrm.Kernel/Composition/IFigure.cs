namespace WaterCrm.Kernel.Composition;

/// <summary>
/// A number about the work of a period, on the staff's page "Figures": complaints received, the share closed in time. Register it with
/// <c>AddContribution&lt;IFigure, ...&gt;()</c>. What it throws becomes a box in its place.
/// </summary>
public interface IFigure
{
    /// <summary>As the address of the page calls it, with its module in front: <c>complaints.received</c>. Small letters, digits, points and hyphens.</summary>
    string Code { get; }

    /// <summary>Lower stands higher, among the figures of all modules.</summary>
    int Order { get; }

    /// <summary>What it says, in the reader's language.</summary>
    string Title { get; }

    /// <summary>What is counted and what is left out, from which records, in the reader's language: one or two sentences.</summary>
    string Definition { get; }

    FigureUnit Unit { get; }

    /// <summary>Who may see it; it must be enough for the list behind it.</summary>
    Permission Permission { get; }

    /// <summary>The roles to which it is shown; empty for all who may see it.</summary>
    IReadOnlyCollection<string> Roles { get; }

    /// <summary>Asks for the acting person. It must be one or two cheap questions to an index: the page asks all figures, one after the other.</summary>
    /// <param name="period">Whole days of the utility's time zone.</param>
    Task<FigureAnswer> Ask(Period period, CancellationToken token);
}

public enum FigureUnit
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>A part of a whole, shown in per cent with both numbers.</summary>
    Share,
}

/// <param name="Amount">The period's.</param>
/// <param name="Url">The list of what was counted, as a local path: of a count as many rows as its value, of a share as many as its whole.</param>
public sealed record FigureAnswer(FigureAmount Amount, string Url)
{
    /// <summary>The same of <see cref="Period.Before"/>; null where nothing can be compared.</summary>
    public FigureAmount? Before { get; init; }

    /// <summary>It says how things are at this moment, whatever the period.</summary>
    public bool IsNow { get; init; }
}

/// <param name="Value">How many; of a share those that count. Not negative.</param>
/// <param name="Of">Of how many, at least <paramref name="Value"/>; null of what is no share.</param>
public sealed record FigureAmount(long Value, long? Of = null)
{
    /// <summary>From 0 to 1; null of what is no share, and where there is nothing to have a share of.</summary>
    public double? Share => Of > 0 ? (double)Value / Of : null;
}
