using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using WaterCrm.Modularity.Security;

namespace WaterCrm.Modularity.Navigation;

/// <summary>Builds a menu for whoever is looking.</summary>
public interface INavigationManager
{
    /// <summary>The entries the user may see, in order, with their addresses.</summary>
    Task<IEnumerable<MenuItem>> BuildMenuAsync(string name, ActionContext actionContext);
}

internal sealed class NavigationManager(IEnumerable<INavigationProvider> providers, IAuthorizationService authorization, IUrlHelperFactory urls) : INavigationManager
{
    public async Task<IEnumerable<MenuItem>> BuildMenuAsync(string name, ActionContext actionContext)
    {
        var builder = new NavigationBuilder();
        foreach (var provider in providers) await provider.BuildNavigationAsync(name, builder);
        return await FinishAsync(builder.Build(), actionContext, urls.GetUrlHelper(actionContext));
    }

    private async Task<List<MenuItem>> FinishAsync(IEnumerable<MenuItem> items, ActionContext context, IUrlHelper url)
    {
        var finished = new List<MenuItem>();
        foreach (var item in Merged(items))
        {
            if (!await MaySeeAsync(item, context)) continue;
            item.Href = item.RouteValues is { } values ? url.RouteUrl(values) : item.Url is { } address ? url.Content(address) : null;
            var below = await FinishAsync(item.Items, context, url);
            item.Items.Clear();
            item.Items.AddRange(below);
            if (item.Href is not null || below.Count > 0) finished.Add(item);   // a heading with nothing below it leads nowhere
        }
        return [.. finished.OrderBy(i => i.Position, Positions.Order)];
    }

    /// <summary>Entries of the same caption are one: modules hang theirs below a common heading without knowing each other.</summary>
    private static IEnumerable<MenuItem> Merged(IEnumerable<MenuItem> items)
    {
        foreach (var same in items.GroupBy(i => i.Text.Name))
        {
            var first = same.First();
            foreach (var other in same.Skip(1))
            {
                first.Items.AddRange(other.Items);
                first.Permissions.AddRange(other.Permissions);
                first.Url ??= other.Url;
                first.RouteValues ??= other.RouteValues;
                if (first.Position.Length == 0) first.Position = other.Position;
            }
            yield return first;
        }
    }

    private async Task<bool> MaySeeAsync(MenuItem item, ActionContext context)
    {
        if (item.Permissions.Count == 0) return true;
        foreach (var permission in item.Permissions)
        {
            if (await authorization.AuthorizeAsync(context.HttpContext.User, permission)) return true;
        }
        return false;
    }
}
