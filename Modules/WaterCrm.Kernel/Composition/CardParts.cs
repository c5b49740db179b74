using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Composition;

/// <summary>Draws the parts of a slot. A part that fails is named in the log and replaced by a box that says so; the page stands.</summary>
public sealed class CardParts(Contributions<ICardPart> parts, IServiceProvider services, ILoggerFactory loggers, IStringLocalizer<CardParts> S)
{
    public async Task<IHtmlContent> Draw(string slot, Guid subject, ClaimsPrincipal reader)
    {
        var drawn = new HtmlContentBuilder();
        foreach (var part in parts.For(reader, p => p.Permission, p => p.Order).Where(p => !p.TryRead(said => said.Slot, out var own) || own == slot))
            drawn.AppendHtml(await part.Ask((p, limit) => Draw(p, subject, limit), CancellationToken.None) ?? Box());
        return drawn;
    }

    private string Box() => $"<div class=\"alert alert-warning\" role=\"alert\">{HtmlEncoder.Default.Encode(S["This part of the page could not be loaded. The rest is complete."])}</div>";

    private async Task<string> Draw(ICardPart part, Guid subject, CancellationToken token)
    {
        // A scope and a renderer of its own: what one part breaks is not there for the next. They go also when a part never ends.
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(part.Component, ParameterView.FromDictionary(new Dictionary<string, object?> { ["Subject"] = subject }))).ToHtmlString()).WaitAsync(token);
    }
}

public static class CompositionServices
{
    /// <summary>Puts a component into a slot.</summary>
    public static IServiceCollection AddCardPart<TComponent>(this IServiceCollection services, string slot, int order = 0, Permission? permission = null)
        where TComponent : IComponent => services.AddSingleton(new Contribution<ICardPart>(typeof(TComponent), _ => new CardPart(slot, order, permission, typeof(TComponent))));

    /// <summary>Says where a kind of record is shown.</summary>
    public static IServiceCollection AddSubjectPage(this IServiceCollection services, string kind, Func<Guid, string> address) =>
        services.AddSingleton<ISubjectPage>(new SubjectPage(kind, address));
}
