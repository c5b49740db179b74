using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Modules.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>What a module that is not on has left in the database; null where nothing is known of it, or it is on.</summary>
public sealed record ShowLeftData(string Id) : IQuery<LeftData?>;

/// <summary>What a module has left.</summary>
/// <param name="Id">Of the module.</param>
/// <param name="Name">As it was called.</param>
/// <param name="Version">That ran last.</param>
/// <param name="Tables">With their rows.</param>
public sealed record LeftData(string Id, string Name, string Version, IReadOnlyList<LeftTable> Tables)
{
    public long Rows => Tables.Sum(t => t.Rows);
}

/// <summary>Modules whose data is here and whose code is not.</summary>
public sealed record FindLeftModules : IQuery<IReadOnlyList<LeftModule>>;

public sealed record LeftModule(string Id, string Name, string Version);

/// <summary>Deletes all data of a module that is not on. There is no way back but a backup.</summary>
/// <param name="Id">Of the module.</param>
/// <param name="Typed">The id once more, typed by whoever wants it.</param>
[Audited("modules.purged", "Deleted all data of a module")]
public sealed record PurgeModule(string Id, string Typed) : ICommand<LeftData>;

internal sealed class LeftDataHandler(KernelDbContext db, ShellModules modules, ModuleCatalog catalog, ModuleTables tables) : IRequestHandler<ShowLeftData, LeftData?>, IRequestHandler<FindLeftModules, IReadOnlyList<LeftModule>>
{
    public async Task<LeftData?> Handle(ShowLeftData request, CancellationToken token)
    {
        var known = await db.KnownModules.ToListAsync(token);
        if (modules.Find(request.Id) is not null || catalog.Refused.Any(r => r.Id == request.Id) || known.Find(m => m.Id == request.Id) is not { } module) return null;
        return new LeftData(module.Id, module.Name, module.Version, await tables.Count(module.PrefixList, [.. known.Where(m => m != module).SelectMany(m => m.PrefixList)], token));
    }

    public async Task<IReadOnlyList<LeftModule>> Handle(FindLeftModules request, CancellationToken token) =>
        [.. (await db.KnownModules.OrderBy(m => m.Name).ToListAsync(token)).Where(m => catalog.Find(m.Id) is null && !catalog.Refused.Any(r => r.Id == m.Id)).Select(m => new LeftModule(m.Id, m.Name, m.Version))];
}

/// <summary>What was typed is looked at first. Other processes let go of a module within their beat; until then their pages would meet tables that are gone.</summary>
internal sealed class WaitForOthers(Database database, HostPresence presence, TimeProvider clock) : IPrepare<PurgeModule>
{
    public async Task<Result<PurgeModule>> Prepare(PurgeModule command, CancellationToken token)
    {
        if (command.Typed.Trim() != command.Id) return ModuleErrors.NotTyped.With(command.Id).At(nameof(command.Typed));
        if (!database.IsSqlite || presence.HasCompany) await Task.Delay(2 * ShellWatch.Beat, clock, token);
        return command;
    }
}

internal sealed class PurgeModuleHandler(KernelDbContext db, CommandScope command, ShellModules modules, ModuleTables tables, IMediator mediator, TimeProvider clock) : IRequestHandler<PurgeModule, Result<LeftData>>
{
    public async Task<Result<LeftData>> Handle(PurgeModule request, CancellationToken token)
    {
        if (modules.Find(request.Id) is { } on) return ModuleErrors.StillOn.With(on.Features[0].Name);
        await SwitchFeaturesHandler.Alone(command, token);
        if (await db.FeatureSwitches.AnyAsync(f => f.Feature == request.Id && f.IsOn, token)) return ModuleErrors.StillOn.With(request.Id);
        if (await mediator.Send(new ShowLeftData(request.Id), token) is not { } left) return KernelErrors.NotFound;

        var known = await db.KnownModules.ToListAsync(token);
        var module = known.Find(m => m.Id == request.Id)!;
        var hold = command.Hold!;
        string[] others = [.. known.Where(m => m != module).SelectMany(m => m.PrefixList)];
        while ((await tables.Of(hold.Connection, hold.Transaction, module.PrefixList, others, token)) is [var first, ..]) await hold.Execute($"DROP TABLE \"{first}\"" + (hold.Connection is Npgsql.NpgsqlConnection ? " CASCADE" : ""), token);

        foreach (var table in new[] { "kernel_inbox", "kernel_listener" }) await hold.Execute($"DELETE FROM {table} WHERE listener LIKE @listeners", token, ("@listeners", request.Id + ":%"));
        await hold.Execute("DELETE FROM kernel_feature WHERE feature = @id OR feature LIKE @parts", token, ("@id", request.Id), ("@parts", request.Id + ".%"));
        await hold.Execute("DELETE FROM kernel_module WHERE id = @id", token, ("@id", request.Id));
        command.Changed(ModuleChange.Of(request.Id, left.Version, null, clock));
        return left;
    }
}
