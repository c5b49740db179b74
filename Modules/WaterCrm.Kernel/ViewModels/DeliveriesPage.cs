using WaterCrm.Kernel.Data.Outbox.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <param name="After">The page's beginning; null for the first.</param>
/// <param name="Found">What is stuck.</param>
public sealed record DeliveriesPage(string? After, DeliveriesFound Found);
