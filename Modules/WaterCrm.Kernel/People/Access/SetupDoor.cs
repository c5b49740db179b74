using MediatR;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Knows whether the first administrator is still to be made.</summary>
public sealed class SetupDoor(IServiceScopeFactory scopes)
{
    private volatile bool closed;

    /// <summary>Asks the database only as long as there is nobody; afterwards there always is somebody.</summary>
    public async ValueTask<bool> IsOpen(CancellationToken token)
    {
        if (closed) return false;

        await using var scope = scopes.CreateAsyncScope();
        closed = await scope.ServiceProvider.GetRequiredService<KernelDbContext>().People.AnyAsync(token);
        return !closed;
    }
}

/// <summary>Where the link is shown: on the console of whoever started the system.</summary>
internal sealed record SetupConsole(TextWriter Out);

/// <summary>Makes the roles when a shell is ready and, once the server listens and nobody exists, prints the link for the first administrator.</summary>
internal sealed class PrepareForPeople(
    IMediator mediator, IServiceScopeFactory scopes, IEnumerable<IPermissionProvider> modules, KernelDbContext db, IHostApplicationLifetime lifetime,
    SetupConsole console, ILogger<PrepareForPeople> log) : ModularTenantEvents
{
    public override async Task ActivatedAsync()
    {
        using var actor = ActingAs.System("system:start");
        if (await SomethingIsNew()) await mediator.Send(new MakeRoles());

        // Not before: a command of the command line never listens, and must not end the link that a running server has shown.
        lifetime.ApplicationStarted.Register(() => _ = Announce());
    }

    /// <summary>Most starts find everything as it was, and write nothing.</summary>
    private async Task<bool> SomethingIsNew()
    {
        var known = await db.Roles.Select(r => new { r.Name, r.HoldsEverything, Offered = r.Permissions.Select(p => p.Permission).ToList() }).ToDictionaryAsync(r => r.Name);
        return StandardRoles.All.Any(name => !known.ContainsKey(name))
            || modules.SelectMany(m => m.GetDefaultStereotypes()).Any(s => !known.TryGetValue(s.Name, out var role)
                || (!role.HoldsEverything && s.Permissions.Any(p => !role.Offered.Contains(p.Name))));
    }

    private async Task Announce()
    {
        try
        {
            using var actor = ActingAs.System("system:start");
            await using var scope = scopes.CreateAsyncScope();
            var offered = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new OfferSetup());
            if (offered.Value is { } offer) await console.Out.WriteLineAsync(SetupNotice.For(Address(scope.ServiceProvider), offer.Token, offer.ExpiresAt));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The link for the first administrator could not be made");
        }
    }

    private static string Address(IServiceProvider services)
    {
        var listening = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        return listening.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal).TrimEnd('/');
    }
}

/// <summary>The box on the console.</summary>
internal static class SetupNotice
{
    public static string For(string address, string token, DateTime expiresAt)
    {
        string[] lines =
        [
            "WaterCrm has no administrator yet. Open this link to become the first one:",
            "",
            $"  {address}/setup/{token}",
            "",
            FormattableString.Invariant($"It works once, until {expiresAt:yyyy-MM-dd HH:mm} UTC. Every start shows a new one."),
            "From another computer, write this server's name in place of localhost.",
        ];
        var width = lines.Max(l => l.Length);
        var edge = $"+-{new string('-', width)}-+";
        return string.Join(Environment.NewLine, ["", edge, .. lines.Select(l => $"| {l.PadRight(width)} |"), edge, ""]);
    }
}
