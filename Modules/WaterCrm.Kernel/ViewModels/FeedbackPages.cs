using WaterCrm.Kernel.Guidance.Feedback;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>What is typed about a page.</summary>
public sealed class FeedbackForm
{
    public string? Text { get; set; }
    public string? Page { get; set; }

    /// <summary>Only in the public form: it was handed out by us, and not just now.</summary>
    public string? Proof { get; set; }

    /// <summary>Hidden from people; programs that fill in every field fill in this one too.</summary>
    public string? Website { get; set; }
}

/// <summary>The tabs of the list.</summary>
public enum FeedbackTab
{
    Open,
    Done,
    All,
}

public sealed record FeedbackPage(FeedbackTab Tab, string? After, FeedbackFound Found, FeedbackCounts Counts)
{
    public static RemarkState? StateOf(FeedbackTab tab) => tab switch
    {
        FeedbackTab.Open => RemarkState.Open,
        FeedbackTab.Done => RemarkState.Done,
        _ => null,
    };
}

public sealed record RemarkPage(FeedbackRow Row, string? Note);
