using WaterCrm.Complaints.Features;

namespace WaterCrm.Complaints.ViewModels;

/// <summary>The tracking page of whoever has the code.</summary>
public sealed record TrackPage(TrackedComplaint Complaint, string Code)
{
    /// <summary>What was typed when it was refused.</summary>
    public string? Text { get; init; }

    /// <summary>The typed text was to reopen it, not to add to it.</summary>
    public bool IsReopening { get; init; }
}

/// <summary>The page that asks for the code.</summary>
public sealed record TrackForm
{
    public string? Code { get; init; }
}
