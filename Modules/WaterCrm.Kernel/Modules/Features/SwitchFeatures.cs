using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Modules.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>Switches features on and off, with all that follows from it. The shell that it builds takes over when it is decided.</summary>
/// <param name="On">Ids of features.</param>
/// <param name="Off">Ids of features.</param>
[Audited("modules.switched", "Switched features on or off")]
public sealed record SwitchFeatures(IReadOnlyList<string> On, IReadOnlyList<string> Off) : ICommand<FollowUps>
{
    /// <summary>Ids of the features of which whoever asked was told that they change; null where nobody was told.</summary>
    public IReadOnlySet<string>? Shown { get; init; }

    internal FollowUps? Follows { get; init; }

    internal ShellCandidate? Built { get; init; }
}

/// <summary>Builds the shell before the transaction begins: a module that fails is met now, and nobody waits for it.</summary>
internal sealed class BuildSwitched(ShellChange change, ShellHost shells, ShellSettings settings, PageThemes themes, BackupBeforeTables backup) : IPrepare<SwitchFeatures>
{
    public async Task<Result<SwitchFeatures>> Prepare(SwitchFeatures command, CancellationToken token)
    {
        var follows = new FollowUps([], []);
        try
        {
            var candidate = await change.Build(plan =>
            {
                // Not the catalog of the request: while it waited for its turn a module may have gone.
                var found = FollowUps.Of(shells.Current.Catalog, new FeatureChoice(settings, plan), themes, command.On, command.Off);
                follows = found.Error is { } refused ? throw new ChangeRefused(refused) : found.Value;
                if (command.Shown is { } shown && !shown.SetEquals(follows.On.Concat(follows.Off).Select(f => f.Id))) throw new ChangeRefused(ModuleErrors.OtherThanShown);
                return follows.After(plan);
            }, token);
            await backup.Make(candidate, follows.On.Select(f => f.Module.Id), token);   // a version that came while the module was off
            if (follows.On.Count + follows.Off.Count > 0) await candidate.WakeAsync(token);
            return command with { Follows = follows, Built = candidate };
        }
        catch (ChangeRefused refused)
        {
            return refused.Error;
        }
        catch (ModuleLoadException failure)
        {
            return ModuleErrors.Of(failure);
        }
        catch (BackupRefusedException refused)
        {
            return ModuleErrors.NoBackup.With(refused.Message);
        }
    }
}

internal sealed class SwitchFeaturesHandler(KernelDbContext db, CommandScope command, ShellPlan own, TimeProvider clock) : IRequestHandler<SwitchFeatures, Result<FollowUps>>
{
    // Any number will do; all hosts of one database must use the same.
    private const long PostgresLock = 0x4665617475726573;

    /// <summary>One at a time decides what is on. SQLite has one writer anyway.</summary>
    public static async Task Alone(CommandScope command, CancellationToken token)
    {
        if (command.Hold!.Connection is Npgsql.NpgsqlConnection) await command.Hold.Execute($"SELECT pg_advisory_xact_lock({PostgresLock})", token);
    }

    public async Task<Result<FollowUps>> Handle(SwitchFeatures request, CancellationToken token)
    {
        await Alone(command, token);
        var rows = await db.FeatureSwitches.ToListAsync(token);
        if (request.Built is { } built && !(built.Before with { Switched = rows.ToDictionary(r => r.Feature, r => r.IsOn) }).Equals(built.Before)) return KernelErrors.ChangedMeanwhile;

        // Inside a recipe nothing was built for this step: the recipe runs in the shell that it asks for.
        var wanted = (request.Built?.Plan ?? own).Switched;
        if (request.Built is null && (request.On.Any(id => !wanted.GetValueOrDefault(id)) || request.Off.Any(id => wanted.GetValueOrDefault(id, true)))) return ModuleErrors.NotOfThisShell;

        var changed = false;
        foreach (var (feature, isOn) in wanted)
        {
            var row = rows.Find(r => r.Feature == feature);
            if (row?.IsOn == isOn) continue;
            if (row is null) db.FeatureSwitches.Add(new FeatureSwitch { Feature = feature, IsOn = isOn });
            else row.IsOn = isOn;
            command.Changed(new EntityChange(nameof(FeatureSwitch), Ids.New(clock), "Modified", new Dictionary<string, string?[]> { ["Feature"] = [feature, feature], ["IsOn"] = [row is null ? null : isOn ? "False" : "True", isOn ? "True" : "False"] }));
            changed = true;
        }

        if (!changed) command.Unchanged();
        await db.SaveChangesAsync(token);
        if (changed && request.Built is { } next) command.AfterCommit(next.TakeOver);
        return request.Follows ?? new FollowUps([], []);
    }
}
