using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Messages.Templates.Rendering;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

public static class MessageServices
{
    /// <summary>Adds a kind of message. Its words are those of the module, and so are its texts, <c>Messages/{code}.{language}.md</c>.</summary>
    /// <param name="services">The module's.</param>
    /// <param name="module">The module's assembly.</param>
    /// <param name="kind">What is sent.</param>
    public static IServiceCollection AddMessageKind(this IServiceCollection services, Assembly module, MessageKind kind) => services.AddSingleton(kind with { Module = module });

    internal static IServiceCollection AddMessageTexts(this IServiceCollection services) => services
        .AddSingleton<MessageBook>().AddScoped<TextsInForce>().AddSingleton<MailLayout>().AddScoped<MessageSamples>().AddScoped<RealRecords>().AddContribution<IMessageRecords, PersonRecords>()
        .AddScoped(provider => new MessageTexts(provider.GetRequiredService<MessageBook>(), provider.GetRequiredService<TextsInForce>(), provider.GetRequiredService<MailLayout>(), provider.GetRequiredService<LocalFormat>(), provider.GetRequiredService<Utility>()))
        .AddPermissionProvider<MessagePermissions>().AddNavigationProvider<MessagesMenu>()
        .AddKernelKinds();

    private static IServiceCollection AddKernelKinds(this IServiceCollection services)
    {
        foreach (var kind in KernelMessages.All) services.AddMessageKind(typeof(MessageServices).Assembly, kind);
        return services;
    }
}

/// <summary>Who may say otherwise what customers and colleagues read, and who looks after what went out.</summary>
public sealed class MessagePermissions : IPermissionProvider
{
    public static readonly Permission EditTexts = new("Messages.EditTexts", "Change the texts of messages to customers and colleagues");
    public static readonly Permission Send = new("Messages.Send", "Cancel messages that wait, and send failed ones again");
    public static readonly Permission ViewReceivers = new("Messages.ViewReceivers", "See to whom messages went and what they say");
    public static readonly Permission View = new("Messages.View", "See which messages went out and what became of them", [Send, ViewReceivers, ByHand.ByHandPermissions.Post]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([EditTexts, View, ViewReceivers, Send]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = StandardRoles.HeadOfCustomerCare, Permissions = [EditTexts, View, ViewReceivers, Send] },
        new() { Name = StandardRoles.Director, Permissions = [View] },
    ];
}

internal sealed class MessagesMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Messages"], "96.6", log => log.Id("messages").Url("~/staff/admin/messages").Permission(MessagePermissions.View).AddClass("bi-envelope-check"));
        builder.Add(S["Message texts"], "96.7", texts => texts.Id("message-texts").Url("~/staff/admin/messages/texts").Permission(MessagePermissions.EditTexts).AddClass("bi-envelope-paper"));
        return ValueTask.CompletedTask;
    }
}
