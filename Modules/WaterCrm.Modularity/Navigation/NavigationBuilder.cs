using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using WaterCrm.Modularity.Security;

namespace WaterCrm.Modularity.Navigation;

/// <summary>One entry of a menu.</summary>
public sealed class MenuItem
{
    public required LocalizedString Text { get; init; }

    /// <summary>Where it leads, once the menu is built for a request.</summary>
    public string? Href { get; set; }
    public string Id { get; set; } = "";
    /// <summary>How much work waits behind it for whoever is looking; null where nobody counts. See <see cref="IMenuCounter"/>.</summary>
    public int? Count { get; set; }
    public string Position { get; set; } = "";
    public string? Url { get; set; }
    public RouteValueDictionary? RouteValues { get; set; }
    public List<Permission> Permissions { get; } = [];
    public List<string> Classes { get; } = [];
    public List<MenuItem> Items { get; } = [];
}

/// <summary>Collects the entries of a menu.</summary>
public class NavigationBuilder
{
    protected virtual List<MenuItem> Contained { get; } = [];

    public NavigationBuilder Add(LocalizedString caption, string position, Action<NavigationItemBuilder> itemBuilder, IEnumerable<string>? classes = null)
    {
        var item = new NavigationItemBuilder(caption).Position(position);
        foreach (var name in classes ?? []) item.AddClass(name);
        itemBuilder(item);
        Contained.AddRange(item.Build());
        return this;
    }

    public NavigationBuilder Add(LocalizedString caption, Action<NavigationItemBuilder> itemBuilder, IEnumerable<string>? classes = null) =>
        Add(caption, "", itemBuilder, classes);

    public virtual List<MenuItem> Build() => Contained;
}

/// <summary>Describes one entry of a menu and what stands below it.</summary>
public sealed class NavigationItemBuilder(LocalizedString caption) : NavigationBuilder
{
    private MenuItem Item { get; } = new() { Text = caption };

    /// <summary>What is added here stands below this entry.</summary>
    protected override List<MenuItem> Contained => Item.Items;

    public NavigationItemBuilder Id(string id)
    {
        Item.Id = id;
        return this;
    }

    /// <summary>Dotted numbers, compared part by part: "2" stands before "10".</summary>
    public NavigationItemBuilder Position(string position)
    {
        Item.Position = position;
        return this;
    }

    public NavigationItemBuilder Url(string url)
    {
        Item.Url = url;
        return this;
    }

    public NavigationItemBuilder Action(string actionName, string controllerName, string areaName) =>
        Action(actionName, controllerName, new RouteValueDictionary { ["area"] = areaName });

    public NavigationItemBuilder Action(string actionName, string controllerName, RouteValueDictionary values)
    {
        Item.RouteValues = new RouteValueDictionary(values) { ["action"] = actionName, ["controller"] = controllerName };
        return this;
    }

    /// <summary>The entry is shown to those who have the permission; where several are named, any of them is enough.</summary>
    public NavigationItemBuilder Permission(Permission permission)
    {
        Item.Permissions.Add(permission);
        return this;
    }

    public NavigationItemBuilder AddClass(string className)
    {
        Item.Classes.Add(className);
        return this;
    }

    public override List<MenuItem> Build() => [Item];
}
