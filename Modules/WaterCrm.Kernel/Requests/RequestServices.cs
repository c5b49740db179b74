using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Requests;

public static class RequestServices
{
    private static readonly Type[] Found = [typeof(IRequestHandler<,>), typeof(IValidator<>), typeof(IPrepare<>)];

    /// <summary>Registers a module's handlers, validators, preparations and listeners, and the phrases by which the audit tells what its commands did.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }))
        {
            foreach (var implemented in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                var open = implemented.GetGenericTypeDefinition();
                if (Found.Contains(open)) services.AddScoped(implemented, type);
                if (open == typeof(IHandle<>)) services.AddListener(type, implemented.GetGenericArguments()[0]);
            }

            if (type.GetCustomAttribute<AuditedAttribute>() is { } said) services.AddSingleton(new AuditedAction(said.Action, said.Phrase, assembly));
        }

        return services;
    }

    /// <summary>What MediatR 5 leaves to the host: how it finds its parts.</summary>
    internal static IServiceCollection AddMediator(this IServiceCollection services)
    {
        services.TryAddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.TryAddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(CommandPipeline<,>));
        return services;
    }

    private static void AddListener(this IServiceCollection services, Type listener, Type fact)
    {
        services.AddScoped(listener);
        var call = typeof(RequestServices).GetMethod(nameof(Caller), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(listener, fact);
        var name = $"{listener.Assembly.GetName().Name}:{listener.Name}";
        services.AddSingleton(new ListenerRegistration(name, fact,
            call.CreateDelegate<Func<IServiceProvider, IntegrationEvent, CancellationToken, Task>>()) { IsKeptWhileOff = listener.IsDefined(typeof(KeptWhileOffAttribute)) });
    }

    private static Task Caller<TListener, TEvent>(IServiceProvider services, IntegrationEvent fact, CancellationToken token)
        where TListener : IHandle<TEvent>
        where TEvent : IntegrationEvent =>
        services.GetRequiredService<TListener>().Handle((TEvent)fact, token);
}
