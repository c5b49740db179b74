using WaterCrm.Kernel.Composition;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>The page of the figures.</summary>
/// <param name="Period">What they are about.</param>
/// <param name="Figures">Those that the reader may see.</param>
/// <param name="Today">By which a period may not be over yet.</param>
/// <param name="IsMisread">The address named no period, and this month's stands there instead.</param>
public sealed record FiguresPage(Period Period, IReadOnlyList<ShownFigure> Figures, DateOnly Today, bool IsMisread);
