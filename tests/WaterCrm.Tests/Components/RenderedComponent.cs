using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Tests.Components;

/// <summary>A component as it stands in the page at this moment.</summary>
public sealed class RenderedComponent<TComponent> : IClickable, IDisposable where TComponent : IComponent
{
    private readonly IServiceScope scope;
    private readonly TestRenderer renderer;

    internal RenderedComponent(IServiceScope scope, ParameterView parameters)
    {
        this.scope = scope;
        renderer = new TestRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        renderer.Show(typeof(TComponent), parameters);
    }

    public string Markup => renderer.Html();

    public IElement Find(string selector) => FindAll(selector) is [var first, ..] ? first : throw new ElementNotFoundException(selector, Markup);

    public IReadOnlyList<IElement> FindAll(string selector)
    {
        var body = Html.Parse(Markup);
        Clicks.Remember(body.Owner!, this);
        return [.. body.QuerySelectorAll(selector)];
    }

    public void MarkupMatches(string expected) => Html.AssertAlike(expected, Markup);

    void IClickable.Click(IElement element) => renderer.Dispatch(element, "onclick");

    public void Dispose()
    {
        ((IDisposable)renderer).Dispose();
        scope.Dispose();
    }
}

public sealed class ElementNotFoundException(string selector, string markup) : Exception($"No element matches '{selector}' in:\n{markup}");

internal interface IClickable
{
    void Click(IElement element);
}

/// <summary>Which rendering an element was found in.</summary>
internal static class Clicks
{
    private static readonly ConditionalWeakTable<IDocument, IClickable> Sources = [];

    public static void Remember(IDocument document, IClickable source) => Sources.AddOrUpdate(document, source);

    public static IClickable SourceOf(IElement element) =>
        Sources.TryGetValue(element.Owner!, out var source) ? source : throw new InvalidOperationException("This element was not found in a rendered component.");
}

public static class RenderedElements
{
    /// <summary>
    /// Calls the component's own handler, as bUnit does. Our pages need no script, so most links and buttons have none: what they lead to
    /// is a request, and is tested on the running host.
    /// </summary>
    public static void Click(this IElement element) => Clicks.SourceOf(element).Click(element);

    public static void MarkupMatches(this IElement element, string expected) => Html.AssertAlike(expected, element.OuterHtml);
}
