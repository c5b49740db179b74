using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Guidance;

internal static class GuidanceServices
{
    /// <summary>Help texts, the user guide, and what people say about pages.</summary>
    public static IServiceCollection AddGuidance(this IServiceCollection services) => services
        .AddSingleton<HelpBook>().AddSingleton<GuideBook>()
        .AddSettings<FeedbackSettings>().AddSingleton<FeedbackGate>().AddScoped<FeedbackFile>()
        .AddPermissionProvider<FeedbackPermissions>().AddNavigationProvider<FeedbackMenu>()
        .AddSubjectPage("page-remark", id => $"/staff/admin/feedback/{id}");
}
