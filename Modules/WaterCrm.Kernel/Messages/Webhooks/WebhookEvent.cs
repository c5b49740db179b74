using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Messages.Webhooks;

/// <summary>An event of which other systems may be told. Nothing leaves the house that is not registered so.</summary>
/// <param name="Name">That of the event, such as <c>complaints.closed</c>; the other system reads it.</param>
/// <param name="Title">In English; the key of its translations.</param>
/// <param name="Data">What is told of it: an object of ids, numbers, codes and times. Nothing that says who somebody is.</param>
public sealed record WebhookEvent(string Name, string Title, Func<IntegrationEvent, object> Data)
{
    /// <summary>Whose words its title is.</summary>
    internal Assembly Module { get; init; } = typeof(WebhookEvent).Assembly;
}

public static class WebhookEvents
{
    /// <summary>Lets administrators choose that other systems are told of an event.</summary>
    /// <param name="services">The module's.</param>
    /// <param name="module">The module's assembly, whose words the title is.</param>
    /// <param name="title">What happened, in English; the key of its translations.</param>
    /// <param name="data">What is told, property by property: what is added to the event later does not go out by itself.</param>
    public static IServiceCollection AddWebhookEvent<T>(this IServiceCollection services, Assembly module, string title, Func<T, object> data) where T : IntegrationEvent
    {
        var name = typeof(T).GetCustomAttribute<EventNameAttribute>()?.Name ?? throw new InvalidOperationException($"{typeof(T).Name} has no [EventName].");
        var told = new WebhookEvent(name, title, said => data((T)said)) { Module = module };
        return services.AddSingleton(told)
            .AddSingleton(new ListenerRegistration($"{typeof(WebhookEvents).Assembly.GetName().Name}:Webhooks:{name}", typeof(T), (provider, said, token) => provider.GetRequiredService<WebhookOrders>().Order(told, said, token)));
    }
}
