using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Mvc;

namespace WaterCrm.Kernel.Health;

/// <summary>Do the pages wear what was chosen for them.</summary>
internal sealed class ThemesCheck(PageThemes themes) : ISystemCheck
{
    public string Name => "themes";

    public string Title => Word.Of("Themes");

    public Task<Finding> Look(CancellationToken token) => Task.FromResult(themes.Missing is { Count: > 0 } missing
        ? new Finding(HealthStatus.Degraded, Word.Of("These themes are not installed: {0}. The staff's pages wear {1}, the public ones {2}."), Word.Of("Lay the folder of the theme beside the others again and restart, or choose another theme on the page Colours and logo.")) { Args = [string.Join(", ", missing), themes.Staff, themes.Public] }
        : new Finding(HealthStatus.Healthy, Word.Of("The staff's pages wear {0}, the public ones {1}.")) { Args = [themes.Staff, themes.Public] });
}
