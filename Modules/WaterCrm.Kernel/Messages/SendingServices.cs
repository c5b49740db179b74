using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages;

internal static class SendingServices
{
    public static IServiceCollection AddSending(this IServiceCollection services) => services
        .AddSettings<SendingSettings>().AddSettings<MailSettings>()
        .AddSingleton<MailNames>().AddSingleton<SendingBook>().AddSingleton<Outages>().AddSingleton<DailyStops>().AddSingleton<MessageSender>()
        .AddScoped<MessageQueue>().AddScoped<MessageDesk>().AddScoped<MessageAttachments>()
        .AddScoped<IMessageTransport, SmtpTransport>().AddSystemCheck<MessagesCheck>("messages");
}
