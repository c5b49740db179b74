using Microsoft.Extensions.Localization;

namespace WaterCrm.Complaints;

public sealed class AdminMenu(IStringLocalizer<Startup> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Complaints"], "20", complaints => complaints
            .Id("complaints").Url("~/staff/complaints").Permission(Permissions.View).AddClass("bi-chat-left-text").AddClass("go-c")
            .Add(S["New complaint"], "1", recording => recording.Url("~/staff/complaints/new").Permission(Permissions.Record).AddClass("key-n")));
        return ValueTask.CompletedTask;
    }
}
