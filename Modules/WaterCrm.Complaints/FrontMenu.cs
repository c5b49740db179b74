using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Complaints;

/// <summary>The two things most people come to the public page for.</summary>
public sealed class FrontMenu(IStringLocalizer<Startup> S) : NamedNavigationProvider(FrontPage.Menu)
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder
            .Add(S["Report a problem"], "1", door => door.Url("~/report").AddClass(FrontPage.Door))
            .Add(S["Track a report"], "10", door => door.Url("~/track").AddClass(FrontPage.Door));
        return ValueTask.CompletedTask;
    }
}
