using WaterCrm.Kernel.Modules.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>The page that takes a package in.</summary>
/// <param name="Largest">How many megabytes it may have.</param>
public sealed record PackagePage(long Largest);

/// <summary>What is going to be deleted, and the id that is typed to say so.</summary>
/// <param name="Left">Tables with their rows.</param>
/// <param name="Typed">As it was typed.</param>
public sealed record PurgePage(LeftData Left, string Typed);
