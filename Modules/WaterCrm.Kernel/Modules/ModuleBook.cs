using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Modules.Domain;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>
/// Keeps what must be known of modules that are not there: whose tables stand in the database, and for which listeners events are kept.
/// Read before a shell serves, so that no event is missed; written when it does, but for the tables of a module that is new: those stay where the shell is given up.
/// </summary>
internal sealed class ModuleBook(CommandRunner runner, KernelDbContext db, ShellModules modules, IEnumerable<ModuleDatabase> databases, ShellHost shells, IMediator mediator, EventRegistry events, OutboxSignal outbox, JobSignal jobs, TimeProvider clock)
    : ModularTenantEvents
{
    public override async Task ActivatingAsync()
    {
        events.KeepFor((await db.KeptListeners.ToListAsync()).Where(l => !IsOfThisShell(l.Listener)).Select(l => (l.Listener, l.Event)));
        // The tables of a module that was never on stand now, also where this shell is given up: somebody may want to purge them.
        var known = await db.KnownModules.Select(m => m.Id).ToListAsync();
        List<KnownModule> found = [.. modules.Modules.Where(m => !known.Contains(m.Id)).Select(Described).Where(m => m.Prefixes.Length > 0)];
        if (found.Count > 0) await runner.Run<Result<bool>>("modules: note", (services, token) => Write(services.GetRequiredService<CommandScope>().Hold!, found, [], [], token), CancellationToken.None);
    }

    public override async Task ActivatedAsync()
    {
        var (known, kept) = (await db.KnownModules.ToListAsync(), await db.KeptListeners.ToListAsync());
        List<KnownModule> changed = [.. modules.Modules.Select(Described).Where(m => known.Find(k => k.Id == m.Id) is not { } k || (k.Version, k.Name, k.Prefixes) != (m.Version, m.Name, m.Prefixes))];
        List<KeptListener> keep = [.. events.KeptWhileOff.Where(l => !kept.Exists(k => k.Listener == l.Listener && k.Event == l.Event))];
        List<KeptListener> drop = [.. kept.Where(l => IsOfThisShell(l.Listener) && !events.KeptWhileOff.Any(k => k.Listener == l.Listener && k.Event == l.Event))];
        if (changed.Count + keep.Count + drop.Count > 0) await runner.Run<Result<bool>>("modules: note", (services, token) => Write(services.GetRequiredService<CommandScope>().Hold!, changed, keep, drop, token), CancellationToken.None);

        using var actor = ActingAs.System("system:start");
        foreach (var (module, before, version) in shells.TakeEnded()) await mediator.Send(new NoteEndedUpgrade(module, before, version));

        // Whoever has come back is told at once what was kept for it, and what waited for its work goes on.
        outbox.Raise();
        jobs.Raise();
    }

    private async Task<Result<bool>> Write(WriteHold hold, List<KnownModule> changed, List<KeptListener> keep, List<KeptListener> drop, CancellationToken token)
    {
        foreach (var module in changed)
            await hold.Execute(
                "INSERT INTO kernel_module (id, name, version, prefixes, since) VALUES (@id, @name, @version, @prefixes, @now) " +
                "ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version, prefixes = excluded.prefixes, since = excluded.since",
                token, ("@id", module.Id), ("@name", module.Name), ("@version", module.Version), ("@prefixes", module.Prefixes), ("@now", clock.Utc()));
        foreach (var listener in drop) await hold.Execute("DELETE FROM kernel_listener WHERE listener = @listener", token, ("@listener", listener.Listener));
        foreach (var listener in keep)
            await hold.Execute("INSERT INTO kernel_listener (listener, event) VALUES (@listener, @event) ON CONFLICT (listener) DO UPDATE SET event = excluded.event", token, ("@listener", listener.Listener), ("@event", listener.Event));
        return true;
    }

    private KnownModule Described(ModuleInfo module) => new()
    {
        Id = module.Id,
        Name = module.Features[0].Name,
        Version = module.Manifest.Version,
        Prefixes = string.Join(' ', databases.Where(d => d.Context.Assembly == module.Assembly).Select(d => d.Prefix).Order(StringComparer.Ordinal)),
    };

    private bool IsOfThisShell(string listener) => modules.Find(listener.Split(':')[0]) is not null;
}
