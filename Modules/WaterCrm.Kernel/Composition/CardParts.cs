using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Composition;

/// <summary>Draws the parts of a slot. A part that fails is named in the log and replaced by a box that says so; the page stands.</summary>
public sealed class CardParts(
    IEnumerable<ICardPart> parts, IServiceProvider services, IAuthorizationService authorization, ILoggerFactory loggers, IStringLocalizer<CardParts> S)
{
    public async Task<IHtmlContent> Draw(string slot, Guid subject, ClaimsPrincipal reader)
    {
        var drawn = new HtmlContentBuilder();
        foreach (var part in parts.Where(p => p.Slot == slot).OrderBy(p => p.Order)) drawn.AppendHtml(await DrawSafely(part, subject, reader));
        return drawn;
    }

    private async Task<string> DrawSafely(ICardPart part, Guid subject, ClaimsPrincipal reader)
    {
        try
        {
            var seen = part.Permission is null || (await authorization.AuthorizeAsync(reader, null, part.Permission.Name)).Succeeded;
            return seen ? await Draw(part, subject) : "";
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            loggers.CreateLogger<CardParts>().LogError(failure, "The part {Part} of {Slot} failed", part.Component.FullName, part.Slot);
            return $"<div class=\"alert alert-warning\" role=\"alert\">{HtmlEncoder.Default.Encode(S["This part of the page could not be loaded. The rest is complete."])}</div>";
        }
    }

    private async Task<string> Draw(ICardPart part, Guid subject)
    {
        // A scope and a renderer of its own: what one part breaks is not there for the next.
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(part.Component, ParameterView.FromDictionary(new Dictionary<string, object?> { ["Subject"] = subject }))).ToHtmlString());
    }
}

public static class CompositionServices
{
    /// <summary>Puts a component into a slot.</summary>
    public static IServiceCollection AddCardPart<TComponent>(this IServiceCollection services, string slot, int order = 0, Permission? permission = null)
        where TComponent : IComponent => services.AddSingleton<ICardPart>(new CardPart(slot, order, permission, typeof(TComponent)));

    /// <summary>Says where a kind of record is shown.</summary>
    public static IServiceCollection AddSubjectPage(this IServiceCollection services, string kind, Func<Guid, string> address) =>
        services.AddSingleton<ISubjectPage>(new SubjectPage(kind, address));
}
