namespace WaterCrm.Modularity.Navigation;

/// <summary>Adds entries to the menus it knows by name.</summary>
public interface INavigationProvider
{
    ValueTask BuildNavigationAsync(string name, NavigationBuilder builder);
}

/// <summary>Adds entries to one named menu.</summary>
public abstract class NamedNavigationProvider(string name) : INavigationProvider
{
    public ValueTask BuildNavigationAsync(string menu, NavigationBuilder builder) =>
        string.Equals(menu, name, StringComparison.OrdinalIgnoreCase) ? BuildAsync(builder) : ValueTask.CompletedTask;

    protected abstract ValueTask BuildAsync(NavigationBuilder builder);
}

/// <summary>Adds entries to the staff's menu.</summary>
public abstract class AdminNavigationProvider() : NamedNavigationProvider("admin");
