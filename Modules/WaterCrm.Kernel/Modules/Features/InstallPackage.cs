using System.Data.Common;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>Installs a module from a package, or another version of one that is there. A new one is off at first; one that is on goes on in its new version.</summary>
/// <param name="Path">The package, or the folder of an unpacked one.</param>
[Audited("modules.installed", "Installed a module")]
public sealed record InstallPackage(string Path) : ICommand<Installation>
{
    internal Installation? Made { get; init; }

    internal ShellCandidate? Built { get; init; }
}

/// <summary>What was installed.</summary>
/// <param name="Id">Of the module.</param>
/// <param name="Name">For people.</param>
/// <param name="Version">That is in use now.</param>
/// <param name="Before">The version that was in use; null where there was none.</param>
/// <param name="IsOn">It runs.</param>
/// <param name="Backup">The backup that was made because tables changed; null where none did.</param>
public sealed record Installation(string Id, string Name, string Version, string? Before, bool IsOn, string? Backup);

/// <summary>
/// All that takes time, before the transaction: check and unpack, build the shell, back up, bring the tables up to date.
/// Until the last step the module of before is the one in use, and a refusal at any of them leaves nothing but a note of it.
/// </summary>
internal sealed class PrepareInstallation(ShellChange change, InstalledModules installed, PackageCheck check, ShellHost shells, BackupBeforeTables backup, IConfiguration configuration, ILogger<PrepareInstallation> log) : IPrepare<InstallPackage>
{
    public async Task<Result<InstallPackage>> Prepare(InstallPackage command, CancellationToken token)
    {
        var aside = "";
        try
        {
            change.ChangeFolder();
            aside = installed.NewAside();
            var package = Directory.Exists(command.Path) ? await Task.Run(() => Copied(command.Path, aside), token) : await Task.Run(() => Package.Unpack(command.Path, aside, configuration.PackageLimits()), token);
            return await Prepare(command, package, aside, token);
        }
        catch (PackageRefusedException refused)
        {
            return ModuleErrors.Package.With(refused.Message);
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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ModuleErrors.Unwritable.With(failure.Message);
        }
        finally
        {
            if (aside.Length > 0) installed.Forget(aside);
        }
    }

    private async Task<Result<InstallPackage>> Prepare(InstallPackage command, PackageManifest package, string unpacked, CancellationToken token)
    {
        string? before = null;
        await TryOn(package, plan =>
        {
            before = check.Fits(package, plan);
            change.GivenUp = built => TakeBack(built, package);
            installed.Place(unpacked, package.Id, package.Version);
        }, token);
        var candidate = await change.Build(plan => plan.With(package.Id, package.Version), token);
        var isOn = candidate.Shell.Features.Any(f => f.Module.Id == package.Id);
        var made = isOn ? await backup.Make(candidate, [package.Id], token) : null;
        installed.Begin(package.Id, package.Version);
        await candidate.WakeAsync(CancellationToken.None);   // from here on whoever asked may go away
        return command with { Built = candidate, Made = new Installation(package.Id, package.Name, package.Version, before, isOn, made) };
    }

    /// <summary>Whatever failed, also writing it down at the end: tables and files are as before. Where the tables cannot be taken back now the note of it stays, and the next start ends it.</summary>
    private async Task TakeBack(ShellCandidate? built, PackageManifest package)
    {
        if (built is not null && installed.Begun.ContainsKey(package.Id))
        {
            await using var there = built.Shell.Services.CreateAsyncScope();
            try
            {
                await there.ServiceProvider.GetRequiredService<Migrator>().TakeBack(package.Id, CancellationToken.None);
            }
            catch (DbException failure)
            {
                log.LogCritical(failure, "The tables of {Module} could not be taken back; the next start ends the upgrade to {Version}", package.Id, package.Version);
                return;
            }
        }

        installed.GiveUp(package.Id, package.Version);
    }

    /// <summary>Builds, and throws away, a shell with the module on: what cannot start is refused also where it is off at present.</summary>
    private async Task TryOn(PackageManifest package, Action<ShellPlan> place, CancellationToken token)
    {
        await using var tried = await shells.BuildAsync(plan =>
        {
            place(plan);
            return plan.With(package.Id, package.Version).With([package.Id, .. check.NeededBy(package)], []);
        }, token);
    }

    /// <summary>A folder that somebody unpacked by hand is packed and taken as a package: what is checked there is checked here.</summary>
    private PackageManifest Copied(string folder, string aside)
    {
        var packed = installed.NewAside();
        try
        {
            return Package.Unpack(Package.Pack(folder, packed), aside, configuration.PackageLimits());
        }
        finally
        {
            installed.Forget(packed);
        }
    }
}

internal sealed class InstallPackageHandler(CommandScope command, InstalledModules installed, TimeProvider clock) : IRequestHandler<InstallPackage, Result<Installation>>
{
    public Task<Result<Installation>> Handle(InstallPackage request, CancellationToken token)
    {
        var made = request.Made ?? throw new InvalidOperationException("A package is installed by a command of its own.");
        command.Changed(ModuleChange.Of(made.Id, made.Before, made.Version, clock));
        command.AfterCommit(() =>
        {
            installed.Use(made.Id, made.Version);
            request.Built!.TakeOver();
        });
        return Task.FromResult<Result<Installation>>(made);
    }
}

/// <summary>What the audit keeps of a module that was installed, upgraded or removed.</summary>
internal static class ModuleChange
{
    public static EntityChange Of(string module, string? before, string? after, TimeProvider clock) =>
        new("InstalledModule", Ids.New(clock), before is null ? "Added" : after is null ? "Deleted" : "Modified", new Dictionary<string, string?[]> { ["Module"] = [before is null ? null : module, module], ["Version"] = [before, after] });
}
