using Microsoft.AspNetCore.Http;
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
public sealed record ImportPage(JobView Job, ImportTally? Tally, ImportOrder Order);
