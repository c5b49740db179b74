using MediatR;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>Says which features there are, and switches them: for the page, the command, and modules that ask by Orchard Core's name for it.</summary>
internal sealed class FeatureDesk(IMediator mediator, ShellChange change, ShellHost shells, ModuleCatalog catalog, ShellSettings settings, ShellPlan plan, PageThemes themes) : IShellFeaturesManager
{
    private FeatureChoice Choice => new(settings, plan);

    /// <summary>What would follow; nothing is changed.</summary>
    public Result<FollowUps> Look(IReadOnlyList<string> on, IReadOnlyList<string> off) => FollowUps.Of(catalog, Choice, themes, on, off);

    /// <summary>Switches, and from the next request on it is so.</summary>
    /// <param name="on">Ids of features.</param>
    /// <param name="off">Ids of features.</param>
    /// <param name="shown">Ids of all features of which whoever asks was told that they change; null where nobody was told.</param>
    /// <param name="token">Gives up.</param>
    public async Task<Result<FollowUps>> Switch(IReadOnlyList<string> on, IReadOnlyList<string> off, IReadOnlySet<string>? shown, CancellationToken token)
    {
        var switched = await mediator.Send(new SwitchFeatures(on, off) { Shown = shown }, token);
        if (switched.Is(out var follows) && follows.On.Count + follows.Off.Count > 0) await change.TakeOver();
        else await change.DisposeAsync();
        return switched;
    }

    public Task<IEnumerable<FeatureInfo>> GetAvailableFeaturesAsync() => Task.FromResult(catalog.Modules.SelectMany(m => m.Features));

    public Task<IEnumerable<FeatureInfo>> GetEnabledFeaturesAsync() => Task.FromResult<IEnumerable<FeatureInfo>>(shells.Current.Features);

    public Task<IEnumerable<FeatureInfo>> GetAlwaysEnabledFeaturesAsync() => Task.FromResult(catalog.Modules.SelectMany(m => m.Features).Where(f => f.IsAlwaysEnabled));

    public async Task<IEnumerable<FeatureInfo>> GetDisabledFeaturesAsync() => (await GetAvailableFeaturesAsync()).Except(await GetEnabledFeaturesAsync());

    public async Task<(IEnumerable<FeatureInfo> Disabled, IEnumerable<FeatureInfo> Enabled)> UpdateFeaturesAsync(IEnumerable<FeatureInfo> featuresToDisable, IEnumerable<FeatureInfo> featuresToEnable, bool force)
    {
        string[] on = [.. featuresToEnable.Select(f => f.Id)], off = [.. featuresToDisable.Select(f => f.Id)];
        var switched = await Switch(on, off, force ? null : on.Concat(off).ToHashSet(), CancellationToken.None);
        return switched.Error is { } refused ? throw new InvalidOperationException($"{refused.Code}: {refused.Message}") : (switched.Value.Off, switched.Value.On);
    }
}
