using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>Whether all modules run that should.</summary>
internal sealed class ModulesCheck(ModuleCatalog catalog, ShellHost shells, ShellModules modules, InstalledModules installed) : ISystemCheck
{
    public string Name => "modules";

    public string Title => Word.Of("Modules");

    public Task<Finding> Look(CancellationToken token) => Task.FromResult(
        catalog.Refused is [var broken, ..] ? new Finding(HealthStatus.Unhealthy, Word.Of("{0} was installed and does not run: {1}"), Word.Of("Install a version that fits, or remove it; the page of modules has both. Everything else runs without it.")) { Args = [broken.Id, broken.Reason] }
        : installed.Unfinished is [var (cut, version), ..] ? new Finding(HealthStatus.Unhealthy, Word.Of("An upgrade of {0} to {1} was begun and not ended; its tables may be the new ones already."), Word.Of("Restart the program, which ends it, or install {1} once more.")) { Args = [cut, version] }
        : shells.Trouble is { } trouble ? new Finding(HealthStatus.Degraded, Word.Of("A change of modules made elsewhere could not be carried out here: {0}"), Word.Of("Everything goes on as before it. Look at the page of modules, and switch again what should run.")) { Args = [trouble] }
        : new Finding(HealthStatus.Healthy, Word.Of("{0} modules and themes run.")) { Args = [modules.Modules.Count] });
}
