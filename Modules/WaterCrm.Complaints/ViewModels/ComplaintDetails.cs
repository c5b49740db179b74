using WaterCrm.Complaints.Features;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.ViewModels;

/// <summary>The page of one complaint, with what was typed into its small forms when they were refused.</summary>
public sealed record ComplaintDetails(ComplaintView Complaint)
{
    /// <summary>The running procedure; imported history has none.</summary>
    public CaseView? Case { get; init; }
    public string? CustomerName { get; init; }

    /// <summary>How one addresses whoever is told the result, and in which language.</summary>
    public required Listener Listener { get; init; }
    public string? ZoneName { get; init; }
    public string? Text { get; init; }
    public string? Reason { get; init; }
}
