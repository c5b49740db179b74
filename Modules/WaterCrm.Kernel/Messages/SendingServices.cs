using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Suppressing;
using WaterCrm.Kernel.Settings;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Messages;

internal static class SendingServices
{
    public static IServiceCollection AddSending(this IServiceCollection services) => services
        .AddSettings<SendingSettings>().AddSettings<MailSettings>().AddSettings<ReturnSettings>()
        .AddSingleton<MailNames>().AddSingleton<SendingBook>().AddSingleton<Outages>().AddSingleton<DailyStops>().AddSingleton<MessageSender>()
        .AddScoped<MessageQueue>().AddScoped<MessageDesk>().AddScoped<MessageAttachments>().AddScoped<Suppressions>()
        .AddScoped<IMessageTransport, SmtpTransport>().AddSystemCheck<MessagesCheck>("messages")
        .AddScoped<MailReturns>().AddScoped<DropFolder>().AddScoped<IVerb, MessagesVerb>();
}
