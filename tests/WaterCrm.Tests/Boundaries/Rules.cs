using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using WaterCrm.Contracts;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Modularity.Security;

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
        "System.Threading.Thread.Sleep", "System.Diagnostics.Stopwatch.StartNew", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch..ctor",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Threading.Timer..ctor", "System.Timers.Timer..ctor",
        "System.Threading.CancellationTokenSource.CancelAfter",   // of one that has a clock it would be right, but nothing shows which one it is
    ];

    /// <summary>They take the clock that was handed in as a parameter, and the machine's own without it.</summary>
    private static readonly HashSet<string> ClocksUnlessGivenOne =
        ["System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.WaitAsync", "System.Threading.Tasks.Task`1.WaitAsync", "System.Threading.PeriodicTimer..ctor", "System.Threading.CancellationTokenSource..ctor"];

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

    /// <param name="types">Of one module.</param>
    /// <param name="ground">The one namespace of data that is made for others: the kernel's, on which all modules build.</param>
    public static IEnumerable<string> PublicInside(IEnumerable<Type> types, string? ground = null) =>
        types.Where(t => t.IsVisible && (InFolder(t, "Domain") || InFolder(t, "Data")) && !(ground is not null && $"{t.Namespace}.".StartsWith(ground + ".", StringComparison.Ordinal))).Select(t => t.FullName!);

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
        let name = $"{NameOf(call.DeclaringType)}.{call.Name}"
        where Clocks.Contains(name) || (name == "System.Guid.CreateVersion7" && call.GetParameters().Length == 0) ||
              (ClocksUnlessGivenOne.Contains(name) && call.GetParameters().Any(p => p.ParameterType == typeof(TimeSpan) || p.ParameterType == typeof(int)) && call.GetParameters().All(p => p.ParameterType != typeof(TimeProvider)))
        select $"{type.FullName} calls {name}";

    /// <summary>Permissions that nobody asks for: whoever gives one to a role believes to have allowed something. That an entry of a menu or a part of a page is hidden without it guards nothing.</summary>
    /// <param name="declarers">The types that declare permissions.</param>
    /// <param name="types">Where they may be asked for.</param>
    public static IEnumerable<string> PermissionsThatGuardNothing(IEnumerable<Type> declarers, IReadOnlyCollection<Type> types)
    {
        var policies = types.SelectMany(t => t.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance).Prepend<MemberInfo>(t))
            .SelectMany(m => m.GetCustomAttributes(true)).OfType<IAuthorizeData>().Select(a => a.Policy).ToHashSet();
        var asked = types.Where(t => !t.IsNested && !typeof(IPermissionProvider).IsAssignableFrom(t) && !typeof(INavigationProvider).IsAssignableFrom(t) && !typeof(IRazorPage).IsAssignableFrom(t))
            .SelectMany(TypeUses.Reads).Where(f => f.FieldType == typeof(Permission)).Select(f => (f.DeclaringType, f.Name)).ToHashSet();
        return from type in declarers
               from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
               where field.FieldType == typeof(Permission) && !policies.Contains(((Permission)field.GetValue(null)!).Name) && !asked.Contains((field.DeclaringType, field.Name))
               select $"{((Permission)field.GetValue(null)!).Name} ({type.FullName}.{field.Name})";
    }

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

    private static string? NameOf(Type? type) => type is { IsConstructedGenericType: true } ? type.GetGenericTypeDefinition().FullName : type?.FullName;

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
