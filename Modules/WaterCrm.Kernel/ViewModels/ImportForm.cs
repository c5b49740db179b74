using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>What is asked before an import.</summary>
public sealed record ImportForm
{
    public IFormFile? File { get; init; }
    public string? Map { get; init; }
    public IFormFile? OwnMap { get; init; }
    public bool TryFirst { get; init; }
    public IReadOnlyList<ShippedMap> Maps { get; init; } = [];
}

/// <summary>An import while it runs and after.</summary>
/// <param name="Job">The work.</param>
/// <param name="Tally">What it has done so far.</param>
/// <param name="Order">What was asked.</param>
/// <param name="S">The words of the module that owns what is imported: it says why rows are refused.</param>
public sealed record ImportPage(JobView Job, ImportTally? Tally, ImportOrder Order, IStringLocalizer S)
{
    /// <summary>What stopped can go on; a file that cannot be read further would only stop at the same place.</summary>
    public bool CanGoOn => Job.State is JobState.Cancelled or JobState.Failed && Job.FilesRemovedAt is null && Tally?.BrokenAt is null;
}
