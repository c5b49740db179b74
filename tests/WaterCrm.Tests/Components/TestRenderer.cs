using AngleSharp.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Tests.Components;

#pragma warning disable BL0006   // the render tree is the only place that knows which element has which handler

/// <summary>The renderer of our pages, with a way to call the handlers it leaves out of the markup.</summary>
internal sealed class TestRenderer(IServiceProvider services, ILoggerFactory log) : StaticHtmlRenderer(services, log)
{
    private HtmlRootComponent root;
    private int? rootId;

    public void Show(Type component, ParameterView parameters) => OnDispatcher(async () =>
    {
        root = BeginRenderingComponent(component, parameters);
        await root.QuiescenceTask;
    });

    public string Html() => Dispatcher.InvokeAsync(() => root.ToHtmlString()).GetAwaiter().GetResult();

    /// <summary>Handlers are found by the element's place among all elements, which is the same in the tree and in its markup.</summary>
    public void Dispatch(IElement element, string handler)
    {
        var place = element.Owner!.Body!.QuerySelectorAll("*").ToList().IndexOf(element);
        var found = Elements(rootId!.Value).ElementAt(place);
        if (!string.Equals(found.Name, element.LocalName, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"The markup is not as the component wrote it: <{element.LocalName}> stands where <{found.Name}> was written.");
        if (!found.Handlers.TryGetValue(handler, out var id))
            throw new MissingEventHandlerException(element, handler);
        OnDispatcher(() => DispatchEventAsync(id, null, new MouseEventArgs()));
    }

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
    {
        rootId ??= renderBatch.UpdatedComponents.Array[0].ComponentId;
        return base.UpdateDisplayAsync(renderBatch);
    }

    private void OnDispatcher(Func<Task> work) => Dispatcher.InvokeAsync(work).GetAwaiter().GetResult();

    private IEnumerable<(string Name, Dictionary<string, ulong> Handlers)> Elements(int componentId)
    {
        var frames = GetCurrentRenderTreeFrames(componentId);
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames.Array[i];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Element:
                    var handlers = new Dictionary<string, ulong>();
                    for (var a = i + 1; a < frames.Count && frames.Array[a].FrameType is RenderTreeFrameType.Attribute; a++)
                    {
                        if (frames.Array[a].AttributeEventHandlerId is not 0 and var id) handlers[frames.Array[a].AttributeName] = id;
                    }
                    yield return (frame.ElementName, handlers);
                    break;
                case RenderTreeFrameType.Markup:
                    foreach (var written in Components.Html.Parse(frame.MarkupContent).QuerySelectorAll("*")) yield return (written.LocalName, []);
                    break;
                case RenderTreeFrameType.Component:
                    foreach (var inner in Elements(frame.ComponentId)) yield return inner;
                    break;
            }
        }
    }
}

#pragma warning restore BL0006

public sealed class MissingEventHandlerException(IElement element, string handler)
    : Exception($"<{element.LocalName}> has no {handler} handler. A link or submit button works by a request: test it on the running host.");
