using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Guidance.Feedback;

public enum RemarkState
{
    Open,
    Done,
}

/// <summary>What somebody says is wrong or missing on a page.</summary>
internal sealed class PageRemark : Entity
{
    private PageRemark()
    {
    }

    public string Text { get; private init; } = "";

    /// <summary>The page it is about, as <see cref="Web.PageAddress"/> calls it.</summary>
    public string Page { get; private init; } = "";

    /// <summary>Which version of the product they looked at.</summary>
    public string Release { get; private init; } = "";

    /// <summary>The language the page was in.</summary>
    public string Language { get; private init; } = "";
    public DateTime At { get; private init; }

    /// <summary>Null for somebody from outside.</summary>
    public Guid? PersonId { get; private init; }
    public string? PersonName { get; private init; }
    public RemarkState State { get; private set; }
    public string? Note { get; private set; }
    public DateTime? DoneAt { get; private set; }
    public string? DoneBy { get; private set; }

    public static PageRemark Of(Guid id, string text, string page, string release, string language, (Guid? Id, string Name)? by, DateTime now) => new()
    {
        Id = id, Text = text, Page = page, Release = release, Language = language, At = now, PersonId = by?.Id, PersonName = by?.Name,
    };

    public Result<PageRemark> Settle(string? note, string by, DateTime now)
    {
        if (State is RemarkState.Done) return FeedbackErrors.DoneAlready.With(DoneBy ?? "");
        (State, Note, DoneAt, DoneBy) = (RemarkState.Done, note, now, by);
        return this;
    }

    /// <summary>It was not done after all. The note stays.</summary>
    public Result<PageRemark> Reopen()
    {
        if (State is RemarkState.Open) return FeedbackErrors.OpenAlready;
        (State, DoneAt, DoneBy) = (RemarkState.Open, null, null);
        return this;
    }
}

internal static class FeedbackErrors
{
    public static readonly Error DoneAlready = new("feedback.done-already", "{0} has marked this as done already.", 409);
    public static readonly Error OpenAlready = new("feedback.open-already", "This is open already.", 409);
    public static readonly Error HiddenFieldFilled = new("feedback.hidden-field", "A field that nobody can see was filled in, perhaps by your browser. It is empty again: please send it once more.");
    public static readonly Error FormTooOld = new("feedback.form-too-old", "This page was open for more than a day. Nothing is lost: please send it once more.");
    public static readonly Error TooQuick = new("feedback.too-quick", "That was faster than anybody can type. Please send it once more.");
    public static readonly Error Crowded = new("feedback.crowded", "Very much is coming in at this moment. Nothing is lost: please send yours again in a minute.", 429);
}
