using Microsoft.Extensions.Localization;

namespace WaterCrm.Sops;

public sealed class AdminMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Inbox"], "10", inbox => inbox.Id("inbox").Url("~/staff/tasks").Permission(SopsPermissions.Answer).AddClass("bi-inbox").AddClass("go-i"));
        return ValueTask.CompletedTask;
    }
}
