using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Kernel.Settings;

public static class SettingsServices
{
    /// <summary>Adds a group of settings: its page, its table row, and its values to whoever asks for <typeparamref name="T"/> or <see cref="Settings{T}"/>.</summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services) where T : class, new() => services
        .AddSingleton(new SettingsDefinition(typeof(T)))
        .AddSingleton<Settings<T>>()
        .AddScoped(provider => provider.GetRequiredService<Settings<T>>().Current);   // not longer: a singleton would keep what was set when it was made
}
