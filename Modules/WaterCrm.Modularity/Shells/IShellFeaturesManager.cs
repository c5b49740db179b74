namespace WaterCrm.Modularity.Shells;

/// <summary>Which features there are and which are on, and the way to change that while the host runs.</summary>
public interface IShellFeaturesManager
{
    Task<IEnumerable<FeatureInfo>> GetAvailableFeaturesAsync();

    Task<IEnumerable<FeatureInfo>> GetEnabledFeaturesAsync();

    Task<IEnumerable<FeatureInfo>> GetAlwaysEnabledFeaturesAsync();

    Task<IEnumerable<FeatureInfo>> GetDisabledFeaturesAsync();

    /// <param name="featuresToDisable">Go off.</param>
    /// <param name="featuresToEnable">Come on.</param>
    /// <param name="force">Also what they need comes on, and what needs them goes off; without it such a change is refused.</param>
    /// <returns>What has changed.</returns>
    /// <exception cref="InvalidOperationException">It was refused; nothing has changed.</exception>
    Task<(IEnumerable<FeatureInfo> Disabled, IEnumerable<FeatureInfo> Enabled)> UpdateFeaturesAsync(IEnumerable<FeatureInfo> featuresToDisable, IEnumerable<FeatureInfo> featuresToEnable, bool force);
}

public static class ShellFeaturesManagerExtensions
{
    public static async Task<IEnumerable<FeatureInfo>> EnableFeaturesAsync(this IShellFeaturesManager manager, IEnumerable<FeatureInfo> features, bool force = false) =>
        (await manager.UpdateFeaturesAsync([], features, force)).Enabled;

    public static async Task<IEnumerable<FeatureInfo>> DisableFeaturesAsync(this IShellFeaturesManager manager, IEnumerable<FeatureInfo> features, bool force = false) =>
        (await manager.UpdateFeaturesAsync(features, [], force)).Disabled;
}
