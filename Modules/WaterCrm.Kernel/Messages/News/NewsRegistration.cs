using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Messages.News;

internal static class NewsRegistration
{
    public static IServiceCollection AddNews(this IServiceCollection services)
    {
        foreach (var topic in NewsTopic.OfKernel) services.AddNewsTopic(typeof(NewsTopic).Assembly, topic);
        return services.AddSettings<QuietSettings>().AddSingleton<NewsTopics>().AddSingleton(provider => new NewsLinks(provider.GetRequiredService<IDataProtectionProvider>)).AddSingleton<NewsMails>()
            .AddSingleton<SendingTimes>().AddScoped<MayBeSent>().AddScoped<PutOff>().AddSingleton<NewsGate>().AddScoped<NewsWords>().AddScoped<SuppressionFile>()
            .AddPermissionProvider<SuppressionPermissions>().AddNavigationProvider<SuppressionsMenu>();
    }
}

/// <summary>The gate before what anybody may say about news.</summary>
public sealed class NewsGate(Settings<QuietSettings> settings, TimeProvider clock)
{
    public FloodGate Gate { get; } = new(() => settings.Current.AnswersPerMinute, clock);
}
