using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Guidance.Feedback;

/// <summary>How much the public pages take in, from everybody together.</summary>
[SettingsGroup("feedback", "Feedback about pages", Help = "How much the public pages take before they ask to wait.", Order = 60)]
public sealed record FeedbackSettings
{
    [Setting("From the public in a minute", Help = "Far more than people write. When it is used up, those who sent most of it wait.", Min = 1)]
    public int PublicPerMinute { get; init; } = 600;
}

/// <summary>The gate before what anybody may say about a page.</summary>
public sealed class FeedbackGate(Settings<FeedbackSettings> settings, TimeProvider clock)
{
    public FloodGate Gate { get; } = new(() => settings.Current.PublicPerMinute, clock);
}

public sealed class FeedbackPermissions : IPermissionProvider
{
    public static readonly Permission ViewSenders = new("Feedback.ViewSenders", "See who said something about a page", isSecurityCritical: true);
    public static readonly Permission Manage = new("Feedback.Manage", "Read what people say about pages and mark it as done");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Manage, ViewSenders]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = StandardRoles.Webmaster, Permissions = [Manage] }];
}

internal sealed class FeedbackMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Feedback"], "96.5", entry => entry.Id("feedback").Url("~/staff/admin/feedback").Permission(FeedbackPermissions.Manage).AddClass("bi-chat-square-dots"));
        return ValueTask.CompletedTask;
    }
}
