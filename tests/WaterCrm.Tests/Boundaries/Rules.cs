using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Contracts;

namespace WaterCrm.Tests.Boundaries;

/// <summary>The rules of the repository as questions to an assembly or its types. Each answers with the breaches it found.</summary>
internal static class Rules
{
    /// <summary>From the ground up: whoever stands on a floor may use the floors below it.</summary>
    private static readonly string[][] Floors =
        [["WaterCrm.Contracts"], ["WaterCrm.Modularity"], ["WaterCrm.Kernel"], ["WaterCrm.Customers", "WaterCrm.Sops"]];

    private static readonly string[] Outside = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "MediatR"];

    private static readonly HashSet<string> Clocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Threading.Thread.Sleep", "System.Diagnostics.Stopwatch.StartNew", "System.Diagnostics.Stopwatch.GetTimestamp",
    ];

    private static readonly HashSet<string> WaysOut =
    [
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.IHttpClientFactory", "System.Net.Mail.SmtpClient", "System.Net.WebRequest",
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.UdpClient", "System.Net.WebSockets.ClientWebSocket", "System.Diagnostics.Process",
    ];

    public static IEnumerable<string> ForbiddenReferences(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        var floor = Array.FindIndex(Floors, f => f.Contains(name));
        var allowed = (floor < 0 ? Floors : Floors.Take(name == "WaterCrm.Modularity" ? 0 : floor)).SelectMany(f => f).ToHashSet();
        return assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(r => r.StartsWith("WaterCrm.") && !r.EndsWith(".Contracts") && !allowed.Contains(r))
            .Concat(name == "WaterCrm.Contracts" ? assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(r => !r.StartsWith("System.")) : []);
    }

    public static IEnumerable<string> DomainThatKnowsTooMuch(IEnumerable<Type> types) =>
        from type in types.Where(t => !t.IsNested && InFolder(t, "Domain"))
        let root = type.Namespace![..type.Namespace!.IndexOf(".Domain", StringComparison.Ordinal)]
        from used in TypeUses.Of(type)
        where Outside.Concat([$"{root}.Data", $"{root}.Features", $"{root}.Controllers"]).Any(n => used.Namespace == n || used.Namespace?.StartsWith(n + ".") == true)
        select $"{type.FullName} uses {used.FullName}";

    public static IEnumerable<string> PublicInside(IEnumerable<Type> types) =>
        types.Where(t => t.IsVisible && (InFolder(t, "Domain") || InFolder(t, "Data"))).Select(t => t.FullName!);

    public static IEnumerable<string> OpenHandlers(IEnumerable<Type> types) =>
        from type in types.Where(t => t is { IsClass: true, IsAbstract: false })
        where type.GetInterfaces().Any(i => i.IsGenericType && Handling.Contains(i.GetGenericTypeDefinition()))
        where type.IsVisible || !type.IsSealed
        select $"{type.FullName} is not internal sealed";

    public static IEnumerable<string> EventsThatAreNoFacts(IEnumerable<Type> types)
    {
        foreach (var type in types.Where(t => t.IsSubclassOf(typeof(IntegrationEvent)) && !t.IsAbstract))
        {
            if (!type.IsSealed) yield return $"{type.FullName} is not sealed";
            if (!type.IsDefined(typeof(EventNameAttribute))) yield return $"{type.FullName} has no [EventName]";
            foreach (var property in type.GetProperties().Where(p => !IsPlain(p.PropertyType))) yield return $"{type.FullName}.{property.Name} is no plain value";
        }
    }

    /// <summary>An action names a permission (a policy) or says that it is for everybody; to be logged in is not enough.</summary>
    public static IEnumerable<string> ActionsForAnybody(IEnumerable<Type> types) =>
        from type in types.Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(ControllerBase)))
        from action in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance)
        where !action.IsSpecialName && !action.IsDefined(typeof(NonActionAttribute))
        where !Says<IAllowAnonymous>(type, action) && !Attributes<IAuthorizeData>(type, action).Any(a => a.Policy is { Length: > 0 })
        select $"{type.FullName}.{action.Name}";

    public static IEnumerable<string> OwnClocks(IEnumerable<Type> types) =>
        from type in types.Where(t => !t.IsNested)
        from call in TypeUses.Calls(type)
        let name = $"{call.DeclaringType?.FullName}.{call.Name}"
        where Clocks.Contains(name) || (name == "System.Guid.CreateVersion7" && call.GetParameters().Length == 0) ||
              (name == "System.Threading.Tasks.Task.Delay" && call.GetParameters().All(p => p.ParameterType != typeof(TimeProvider)))
        select $"{type.FullName} calls {name}";

    /// <summary>Whatever can send something out of the machine asks whether this is a trial, which sends nothing.</summary>
    public static IEnumerable<string> SendersThatDoNotAsk(IEnumerable<Type> types) =>
        from type in types.Where(t => !t.IsNested)
        let used = TypeUses.Of(type).ToHashSet()
        where !used.Contains(typeof(Kernel.Trials.Trial))
        from way in used.Where(u => WaysOut.Contains(u.FullName ?? "")).Select(u => u.Name).Distinct()
        select $"{type.FullName} uses {way}";

    public static IEnumerable<string> RequestsWithoutOneHandler(IReadOnlyCollection<Type> types) =>
        from request in types.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)))
        let handlers = types.Count(t => !t.IsAbstract && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>) && i.GenericTypeArguments[0] == request))
        where handlers != 1
        select $"{request.FullName} has {handlers} handlers";

    private static HashSet<Type> Handling { get; } = [typeof(IRequestHandler<,>), typeof(IHandle<>), typeof(IValidator<>)];

    private static bool InFolder(Type type, string folder) => $".{type.Namespace}.".Contains($".{folder}.") && !$".{type.Namespace}.".Contains(".Migrations.");

    private static IEnumerable<T> Attributes<T>(MemberInfo type, MemberInfo action) => action.GetCustomAttributes(true).Concat(type.GetCustomAttributes(true)).OfType<T>();

    private static bool Says<T>(MemberInfo type, MemberInfo action) => Attributes<T>(type, action).Any();

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(decimal) ||
        (Nullable.GetUnderlyingType(type) is { } value && IsPlain(value)) ||
        (type.IsArray && IsPlain(type.GetElementType()!)) ||
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsPlain(type.GenericTypeArguments[0]));
}
