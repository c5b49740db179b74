using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Components;

/// <summary>
/// Renders one component and lets a test look at it. bUnit does not run where this project is built, so this speaks its words
/// (Services, Render, Find, FindAll, Markup, MarkupMatches, Click): a test moves to bUnit by changing its base class.
/// </summary>
public abstract class ComponentTestContext : IDisposable
{
    private readonly List<IDisposable> rendered = [];
    private ServiceProvider? provider;

    protected ComponentTestContext()
    {
        Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        Services.AddSingleton<IStringLocalizerFactory, KernelWords>();
        Services.AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        Services.AddSingleton<TimeProvider>(new FakeTime()).AddSingleton(new Utility(() => new UtilitySettings())).AddSingleton<LocalFormat>();
    }

    /// <summary>What the component is given; complete before the first rendering.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    public RenderedComponent<TComponent> Render<TComponent>(Action<ComponentParameters<TComponent>>? parameters = null) where TComponent : IComponent
    {
        var given = new ComponentParameters<TComponent>();
        parameters?.Invoke(given);
        provider ??= Services.BuildServiceProvider(validateScopes: true);
        var component = new RenderedComponent<TComponent>(provider.CreateScope(), given.ToView());
        rendered.Add(component);
        return component;
    }

    public void Dispose()
    {
        rendered.ForEach(r => r.Dispose());
        provider?.Dispose();
        GC.SuppressFinalize(this);
    }
}
