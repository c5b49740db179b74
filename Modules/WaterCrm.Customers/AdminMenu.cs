using Microsoft.Extensions.Localization;

namespace WaterCrm.Customers;

public sealed class CustomersMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Customers"], "30", customers => customers.Id("customers").Url("~/staff/customers").Permission(CustomersPermissions.View).AddClass("bi-people").AddClass("go-k"));
        builder.Add(S["Zones"], "80", zones => zones.Id("zones").Url("~/staff/zones").Permission(CustomersPermissions.EditZones).AddClass("bi-geo").AddClass("go-z"));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Found by name, in no menu.</summary>
public sealed class CustomersPages(IStringLocalizer<Startup> S) : NamedNavigationProvider("pages")
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Record customer"], "20", page => page.Url("~/staff/customers/new").Permission(CustomersPermissions.Edit));
        return ValueTask.CompletedTask;
    }
}
