using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel;

internal sealed class AdminMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Today"], "0", today => today.Id("today").Url("~/staff").Permission(KernelPermissions.EnterStaff).AddClass("bi-calendar-check").AddClass("go-t"));
        builder.Add(S["Figures"], "70", figures => figures.Id("figures").Url("~/staff/figures").Permission(KernelPermissions.EnterStaff).AddClass("bi-bar-chart"));
        builder.Add(S["People"], "90", people => people.Id("people").Url("~/staff/people").Permission(KernelPermissions.ViewPeople).AddClass("bi-person-badge").AddClass("go-p"));
        builder.Add(S["Roles"], "91", roles => roles.Id("roles").Url("~/staff/roles").Permission(KernelPermissions.ViewPeople).AddClass("bi-shield-lock").AddClass("go-r"));
        builder.Add(S["API keys"], "92", keys => keys.Id("api-keys").Url("~/staff/api-keys").Permission(KernelPermissions.ManageApiKeys).AddClass("bi-key"));
        return ValueTask.CompletedTask;
    }
}

/// <summary>What everybody finds under the own name.</summary>
internal sealed class UserMenu(IStringLocalizer<Startup> S) : NamedNavigationProvider("user")
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Change your password"], "1", password => password.Url("~/staff/password").Permission(KernelPermissions.EnterStaff));
        builder.Add(S["Second factor"], "2", factor => factor.Url("~/staff/second-factor").Permission(KernelPermissions.UseOwnAccount));
        builder.Add(S["Where you are signed in"], "3", sessions => sessions.Url("~/staff/sessions").Permission(KernelPermissions.UseOwnAccount));
        return ValueTask.CompletedTask;
    }
}
