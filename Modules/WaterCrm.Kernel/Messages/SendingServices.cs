using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages;

internal static class SendingServices
{
    public static IServiceCollection AddSending(this IServiceCollection services) => services
        .AddSettings<SendingSettings>().AddSettings<MailSettings>()
        .AddSingleton<MailNames>().AddSingleton<SendingBook>().AddSingleton<Outages>().AddSingleton<DailyStops>().AddSingleton<MessageSender>()
        .AddScoped<MessageQueue>().AddScoped<MessageDesk>().AddScoped<MessageAttachments>()
        .AddScoped<MessageWords>().AddScoped(provider => new MessageLogFile(provider.GetRequiredService<IMediator>(), provider.GetRequiredService<MessageWords>(), provider.GetRequiredService<LocalFormat>(), provider.GetRequiredService<IStringLocalizer<Utility>>()))
        .AddSubjectPage("message", id => $"/staff/admin/messages/{id}")
        .AddScoped<IMessageTransport, SmtpTransport>().AddSystemCheck<MessagesCheck>("messages");
}
