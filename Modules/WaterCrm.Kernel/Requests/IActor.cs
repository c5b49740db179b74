using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace WaterCrm.Kernel.Requests;

/// <summary>Who is acting: a person who signed in, somebody from outside, or the system itself.</summary>
public interface IActor
{
    /// <summary>The person's id; null for a stranger and for the system.</summary>
    Guid? Id { get; }

    /// <summary>The person's name, "public" for a stranger, or what part of the system acts.</summary>
    string Name { get; }

    ClaimsPrincipal Principal { get; }
}

/// <summary>The actor of the request at hand, or of the background work that said who it is.</summary>
internal sealed class CurrentActor(IHttpContextAccessor accessor) : IActor
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public Guid? Id => Guid.TryParse(Principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public string Name => Principal.Identity?.Name ?? ActingAs.Current ?? "public";

    public ClaimsPrincipal Principal => ActingAs.CurrentPerson ?? (ActingAs.Current is null ? accessor.HttpContext?.User ?? Nobody : Nobody);
}

/// <summary>Names the part of the system that acts when no person does.</summary>
public static class ActingAs
{
    private static readonly AsyncLocal<string?> Name = new();

    private static readonly AsyncLocal<ClaimsPrincipal?> Somebody = new();

    internal static string? Current => Name.Value;

    internal static ClaimsPrincipal? CurrentPerson => Somebody.Value;

    /// <summary>From here to the end of the calling method's flow this person of a recipe acts, with what the roles of these names stand for in procedures.</summary>
    public static IDisposable Person(Guid id, string name, IEnumerable<string> roles)
    {
        var before = Somebody.Value;
        Somebody.Value = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, id.ToString()), new Claim(ClaimTypes.Name, name), .. roles.Select(role => new Claim(ClaimTypes.Role, role))], "recipe"));
        return new Restore(() => Somebody.Value = before);
    }

    /// <summary>From here to the end of the calling method's flow the system acts under this name, such as <c>system:deadlines</c>.</summary>
    public static IDisposable System(string name)
    {
        var before = Name.Value;
        Name.Value = name;
        return new Restore(() => Name.Value = before);
    }

    private sealed class Restore(Action back) : IDisposable
    {
        public void Dispose() => back();
    }
}
