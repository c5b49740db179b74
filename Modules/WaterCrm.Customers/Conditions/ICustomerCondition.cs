using System.Globalization;

namespace WaterCrm.Customers.Conditions;

/// <summary>
/// Something that is true of some customers and that another module knows: "has an open complaint". The list of customers is filtered by it, and
/// segments are put together of such conditions. Register it with <c>AddContribution&lt;ICustomerCondition, ...&gt;()</c>. What it throws becomes a
/// box above the list.
/// </summary>
public interface ICustomerCondition
{
    /// <summary>As addresses and segments call it, with its module in front: <c>complaints.open</c>. It is kept in stored segments, so it never changes.</summary>
    string Code { get; }

    /// <summary>Lower stands higher, among the conditions of all modules.</summary>
    int Order { get; }

    /// <summary>Who may ask it: a filter tells about customers what their lists would.</summary>
    Permission Permission { get; }

    /// <summary>What it is called where one chooses it, in the reader's language: "Open complaint".</summary>
    string Title { get; }

    /// <summary>What else must be said to ask it.</summary>
    ConditionParameter Parameter { get; }

    /// <summary>What can be chosen; empty where <see cref="Parameter"/> is no choice.</summary>
    IReadOnlyList<ConditionChoice> Choices { get; }

    /// <summary>What is then true of a customer, in the reader's language and as the rest of a sentence: "has an open complaint".</summary>
    string Sentence(ConditionValue value);

    /// <summary>
    /// The next customers that fulfil it, each once, by ascending id. Walked to its end in pieces it names all of them, so that conditions of several
    /// modules can be put together without loading all customers and without a join: both databases and <see cref="Guid.CompareTo(Guid)"/> order ids alike.
    /// Each piece must be a walk along an index.
    /// </summary>
    /// <param name="value">Of the kind that <see cref="Parameter"/> names; others never arrive.</param>
    /// <param name="after">The last of the piece before; null for the first piece.</param>
    /// <param name="most">How many at most, from 1 to 10,000. Fewer say that there are no more.</param>
    Task<IReadOnlyList<Guid>> Next(ConditionValue value, Guid? after, int most, CancellationToken token);
}

/// <summary>The one thing that a condition needs to know.</summary>
public enum ConditionParameter
{
    None,

    /// <summary>One of the condition's choices.</summary>
    Choice,

    Number,

    /// <summary>A day of the utility's time zone.</summary>
    Date,
}

/// <param name="Code">As addresses and segments keep it.</param>
/// <param name="Title">In the reader's language.</param>
public sealed record ConditionChoice(string Code, string Title);

/// <summary>What was said of the parameter: the one that the condition asks for is set, the others are null.</summary>
public sealed record ConditionValue
{
    public static readonly ConditionValue Nothing = new();

    public string? Choice { get; init; }

    public decimal? Number { get; init; }

    public DateOnly? Date { get; init; }

    /// <summary>Reads what stands in an address or a segment, the same in every language: 1.5, 2026-03-31.</summary>
    /// <returns>Null where the text is none of what the condition asks for.</returns>
    public static ConditionValue? Read(ICustomerCondition condition, string? text) => condition.Parameter switch
    {
        ConditionParameter.None => Nothing,
        ConditionParameter.Choice => condition.Choices.Any(c => c.Code == text) ? new() { Choice = text } : null,
        ConditionParameter.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new() { Number = number } : null,
        ConditionParameter.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new() { Date = day } : null,
        _ => null,
    };
}
