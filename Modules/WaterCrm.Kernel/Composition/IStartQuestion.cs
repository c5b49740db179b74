namespace WaterCrm.Kernel.Composition;

/// <summary>
/// A question that the start page of the staff answers for whoever looks: "What is late?". It shows at most five lines and says how many there are;
/// the number is the number of rows of the list behind its address.
/// </summary>
public interface IStartQuestion
{
    /// <summary>Lower stands higher, among the questions of all modules.</summary>
    int Order { get; }

    /// <summary>The roles on whose start page it stands.</summary>
    IReadOnlyCollection<string> Roles { get; }

    /// <summary>Who may see it; it must be enough for the list behind it.</summary>
    Permission Permission { get; }

    /// <summary>Asks for the acting person.</summary>
    /// <param name="most">How many lines are shown.</param>
    Task<StartAnswer> Ask(int most, CancellationToken token);
}

/// <param name="Title">The question, in the reader's language.</param>
/// <param name="Count">How many rows the list behind <paramref name="Url"/> has.</param>
/// <param name="Url">The list, as a local path.</param>
/// <param name="Lines">The first of them, in the order of the list.</param>
public sealed record StartAnswer(string Title, int Count, string Url, IReadOnlyList<StartLine> Lines);

/// <param name="Text">What it is about.</param>
/// <param name="Url">Where it is dealt with, as a local path; null where there is nothing to do.</param>
/// <param name="Detail">What is to be done.</param>
/// <param name="DueAt">When it is due, UTC.</param>
public sealed record StartLine(string Text, string? Url = null, string? Detail = null, DateTime? DueAt = null);
