using Microsoft.Extensions.Localization;

namespace WaterCrm.SampleModule;

public sealed class AdminMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Suggestions"], "9", entry => entry.Action("List", "Suggestions", "WaterCrm.SampleModule").Permission(Permissions.Read));
        return ValueTask.CompletedTask;
    }
}
