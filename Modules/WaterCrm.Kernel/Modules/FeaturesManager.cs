using MediatR;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>Features by the name that Orchard Core has for it, for modules that ask so.</summary>
internal sealed class FeaturesManager(IMediator mediator, ShellHost shells, ModuleCatalog catalog) : IShellFeaturesManager
{
    public Task<IEnumerable<FeatureInfo>> GetAvailableFeaturesAsync() => Task.FromResult(catalog.Modules.SelectMany(m => m.Features));

    public Task<IEnumerable<FeatureInfo>> GetEnabledFeaturesAsync() => Task.FromResult<IEnumerable<FeatureInfo>>(shells.Current.Features);

    public Task<IEnumerable<FeatureInfo>> GetAlwaysEnabledFeaturesAsync() => Task.FromResult(catalog.Modules.SelectMany(m => m.Features).Where(f => f.IsAlwaysEnabled));

    public async Task<IEnumerable<FeatureInfo>> GetDisabledFeaturesAsync() => (await GetAvailableFeaturesAsync()).Except(await GetEnabledFeaturesAsync());

    public async Task<(IEnumerable<FeatureInfo> Disabled, IEnumerable<FeatureInfo> Enabled)> UpdateFeaturesAsync(IEnumerable<FeatureInfo> featuresToDisable, IEnumerable<FeatureInfo> featuresToEnable, bool force)
    {
        string[] on = [.. featuresToEnable.Select(f => f.Id)], off = [.. featuresToDisable.Select(f => f.Id)];
        var switched = await mediator.Send(new SwitchFeatures(on, off) { Shown = force ? null : on.Concat(off).ToHashSet() });
        return switched.Error is { } refused ? throw new InvalidOperationException($"{refused.Code}: {refused.Message}") : (switched.Value.Off, switched.Value.On);
    }
}
