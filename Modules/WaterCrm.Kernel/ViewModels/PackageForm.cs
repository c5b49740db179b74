using Microsoft.AspNetCore.Http;
using WaterCrm.Kernel.Modules.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A package on its way in.</summary>
public sealed record PackageForm
{
    public IFormFile? Package { get; init; }

    /// <summary>Megabytes.</summary>
    public long Largest { get; init; }
}

/// <summary>What is going to be deleted, and the id that is typed to say so.</summary>
/// <param name="Left">Tables with their rows.</param>
/// <param name="Typed">As it was typed.</param>
public sealed record PurgePage(LeftData Left, string Typed);
