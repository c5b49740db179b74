using Microsoft.Extensions.Logging;

namespace WaterCrm.Modularity.Shells;

/// <summary>Makes shells of plans. An installed module that cannot be used is left out where a utility has to start in the morning, and refused where somebody is changing something.</summary>
internal sealed class ShellFactory(IServiceProvider host, ShellSettings settings, IFeatureSwitches switches, InstalledModules installed, ILogger log)
{
    private IReadOnlyList<RefusedModule> leftOut = [];

    public async Task<ShellPlan> PlanAsync(CancellationToken token) => new(await switches.Read(token), installed.Current);

    /// <summary>What was left out is tried again where it changed.</summary>
    public void Reconsider(ShellPlan before, ShellPlan plan) => leftOut = [.. leftOut.Where(m => IsAsBefore(m.Id, before, plan))];

    public void ReconsiderAll() => leftOut = [];

    /// <param name="plan">What to build.</param>
    /// <param name="leaveOut">Whether an installed module of this id that cannot be used is left out, loudly; else nothing is built.</param>
    public async Task<Shell> BuildAsync(ShellPlan plan, Func<string, bool> leaveOut)
    {
        while (true)
        {
            List<RefusedModule> known = [.. leftOut, .. installed.Damaged.Where(id => !plan.Installed.ContainsKey(id)).Select(id => new RefusedModule(id, "its file 'current' names no version that lies in its folder. Install it again, or remove it."))];
            var catalog = ModuleCatalog.Read(settings, plan.Installed.ToDictionary(m => m.Key, m => installed.FolderOf(m.Key, m.Value)), known);
            if (catalog.Refused.FirstOrDefault(r => !known.Contains(r) && !leaveOut(r.Id)) is { } broken) throw new ModuleLoadException(broken.Id, broken.Reason);
            foreach (var damaged in known.Skip(leftOut.Count)) log.LogCritical("Module {Module} was installed and cannot be used, so everything runs without it: {Reason}", damaged.Id, damaged.Reason);
            foreach (var refused in catalog.Refused.Except(known)) LeaveOut(new ModuleLoadException(refused.Id, refused.Reason));
            foreach (var folder in catalog.LeftBehind)
                log.LogWarning("The module folder {Folder} is empty and no module runs from it: {Module}.dll is missing. Copy the module there again, or remove the folder", folder, Path.GetFileName(folder));
            try
            {
                return await new ShellBuilder(host, settings, catalog, plan).BuildAsync();
            }
            catch (ModuleLoadException refused) when (leaveOut(refused.Module) && CanBeLeftOut(refused.Module, plan))
            {
                LeaveOut(refused);
            }
        }
    }

    public bool CanBeLeftOut(string module, ShellPlan plan) => plan.Installed.ContainsKey(module) && !leftOut.Any(m => m.Id == module);

    public void LeaveOut(ModuleLoadException refused)
    {
        leftOut = [.. leftOut, new RefusedModule(refused.Module, refused.Cause)];
        log.LogCritical(refused.InnerException, "Module {Module} was installed and cannot be used, so everything runs without it: {Reason}", refused.Module, refused.Cause);
    }

    public static bool IsAsBefore(string module, ShellPlan before, ShellPlan plan) =>
        plan.Installed.GetValueOrDefault(module) == before.Installed.GetValueOrDefault(module) && plan.Switched.GetValueOrDefault(module) == before.Switched.GetValueOrDefault(module);
}
