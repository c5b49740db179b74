using WaterCrm.Kernel.Data;

namespace WaterCrm.Complaints.Domain;

/// <summary>What was added to a complaint later: by the customer on the tracking page, or by a colleague.</summary>
internal sealed class Addition : Entity
{
    /// <summary>Enough for a long story; beyond it somebody should talk to the customer.</summary>
    public const int Most = 30;

    public required Guid ComplaintId { get; init; }
    public required DateTime At { get; init; }
    public required string Text { get; init; }

    /// <summary>The customer says it is not fixed.</summary>
    public bool IsReopening { get; init; }

    /// <summary>Who of the utility wrote it; null for the customer.</summary>
    public string? Author { get; init; }

    public static Addition By(string? author, Guid complaint, string text, DateTime at, Guid id, bool reopening = false) =>
        new() { Id = id, ComplaintId = complaint, Text = text, At = at, Author = author, IsReopening = reopening };
}
