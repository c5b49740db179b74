using System.Collections.Concurrent;
using AngleSharp.Html.Dom;

namespace WaterCrm.Tests.Kills;

/// <summary>Everything that the host promised to somebody by its answer: whatever is in here must be in the database, killed or not.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<string> problems = new();
    private int counter;

    /// <summary>Tracking codes that were given out, with the number as soon as somebody has read it.</summary>
    public ConcurrentDictionary<string, string?> Codes { get; } = new();

    /// <summary>Which words were reported under which code. Each report has words of its own.</summary>
    public ConcurrentDictionary<string, string> Reports { get; } = new();

    /// <summary>Forms whose answer was lost with the host: whoever wrote them is going to send them again.</summary>
    public ConcurrentQueue<UnansweredForm> Unanswered { get; } = new();

    /// <summary>Complaints that were recorded at the desk.</summary>
    public ConcurrentBag<Guid> Recorded { get; } = [];

    public ConcurrentBag<Guid> Customers { get; } = [];
    public ConcurrentBag<Guid> AnsweredTasks { get; } = [];
    public ConcurrentBag<Guid> ClaimedTasks { get; } = [];
    public ConcurrentBag<Guid> Reopened { get; } = [];
    public ConcurrentBag<Guid> Suggestions { get; } = [];

    /// <summary>The words of additions that were taken.</summary>
    public ConcurrentBag<string> Additions { get; } = [];

    /// <summary>Import files by their name, noted before they were sent.</summary>
    public ConcurrentDictionary<string, ImportFile> Imports { get; } = new();

    public ConcurrentBag<string> StartedImports { get; } = [];

    /// <summary>How many promises there are.</summary>
    public int Promises => Codes.Count + Recorded.Count + Customers.Count + AnsweredTasks.Count + ClaimedTasks.Count + Reopened.Count + Suggestions.Count + Additions.Count + StartedImports.Count;

    public IEnumerable<string> Problems => problems;

    /// <summary>Words that occur nowhere else.</summary>
    public string Words(string what) => $"{what} {Interlocked.Increment(ref counter)}";

    public int Next() => Interlocked.Increment(ref counter);

    /// <summary>Notes what must not happen, whenever it happens.</summary>
    public void Problem(string what) => problems.Enqueue(what);

    public void GaveCode(string code, string words)
    {
        Codes.TryAdd(code, null);
        if (Reports.GetOrAdd(words, code) is var first && first != code) Problem($"The form '{words}' was given the codes {first} and {code}");
    }

    public void GaveNumber(string code, string number)
    {
        if (Codes.AddOrUpdate(code, number, (_, before) => before ?? number) is var first && first != number) Problem($"{code} was given the numbers {first} and {number}");
    }

    public override string ToString() =>
        $"{Codes.Count} reports in public, {Recorded.Count} at the desk, {Customers.Count} customers, {AnsweredTasks.Count} answers, {ClaimedTasks.Count} claims, " +
        $"{Reopened.Count} reopened, {Additions.Count} additions, {Suggestions.Count} suggestions taken up, {StartedImports.Count} imports";
}

/// <summary>A filled-in form of which nobody knows whether it arrived.</summary>
internal sealed record UnansweredForm(IHtmlDocument Page, (string Name, string Value)[] Typed, string Words, System.Net.CookieContainer Cookies);
