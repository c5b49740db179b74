using WaterCrm.Kernel.Guidance;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A help text, and the page from which it was asked for.</summary>
public sealed record HelpPage(HelpText Text, string? Back);

/// <summary>One line of the list of all help texts.</summary>
public sealed record HelpTitle(string Module, string Page, string Title);
