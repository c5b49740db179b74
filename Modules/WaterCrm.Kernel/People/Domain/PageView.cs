namespace WaterCrm.Kernel.People.Domain;

/// <summary>One page that an account which may only look has looked at. Rows are only ever added.</summary>
internal sealed class PageView
{
    public const int LongestAddress = 500;

    public long Sequence { get; init; }
    public DateTime At { get; init; }
    public Guid PersonId { get; init; }
    public required string PersonName { get; init; }

    /// <summary>Path and query of the page.</summary>
    public required string Address { get; init; }

    /// <summary>The record the page is about, where its address names one.</summary>
    public Guid? Subject { get; init; }
}
