using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Gateway;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.Letters;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Messages.Notices;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Messages;

internal static class SendingServices
{
    public static IServiceCollection AddSending(this IServiceCollection services) => services
        .AddSingleton(provider => new Seal(provider.GetRequiredService<IDataProtectionProvider>))
        .AddScoped(provider => new MessageDesk(provider.GetRequiredService<CommandScope>(), provider.GetRequiredService<KeptFiles>(), provider.GetRequiredService<MessageSignal>(), provider.GetRequiredService<SendingSettings>(),
            provider.GetRequiredService<MessageTexts>(), provider.GetRequiredService<ChannelBook>(), provider.GetRequiredService<MayBeSent>(), provider.GetRequiredService<NewsMails>(), provider.GetRequiredService<Seal>(), provider.GetRequiredService<IActor>(), provider.GetRequiredService<TimeProvider>()))
        .AddSettings<SendingSettings>().AddSettings<MailSettings>().AddSettings<ReturnSettings>()
        .AddSingleton<MailNames>().AddSingleton<SendingBook>().AddSingleton<Outages>().AddSingleton<DailyStops>().AddSingleton<MessageSender>()
        .AddScoped<MessageQueue>().AddScoped<MessageAttachments>().AddScoped<Suppressions>()
        .AddScoped<IMessageTransport, SmtpTransport>().AddSystemCheck<MessagesCheck>("messages")
        .AddScoped<MailReturns>().AddScoped<DropFolder>().AddScoped<IVerb, MessagesVerb>()
        .AddSettings<GatewaySettings>().AddScoped<IMessageTransport, GatewayTransport>().AddWebhooks()
        .AddBackgroundTask<MessageCleanUp>().AddMessageLog().AddByHand().AddLetters().AddNotices().AddNews();

    private static IServiceCollection AddMessageLog(this IServiceCollection services) => services
        .AddScoped<MessageWords>().AddSubjectPage("message", id => $"/staff/admin/messages/{id}")
        .AddScoped(provider => new MessageLogFile(provider.GetRequiredService<IMediator>(), provider.GetRequiredService<MessageWords>(), provider.GetRequiredService<LocalFormat>(), provider.GetRequiredService<IStringLocalizer<Utility>>()));
}
