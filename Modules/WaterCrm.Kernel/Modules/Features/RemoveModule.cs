using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>Takes an installed module away. It has to be off; its data stays until it is purged.</summary>
/// <param name="Id">Of the module.</param>
[Audited("modules.removed", "Removed a module")]
public sealed record RemoveModule(string Id) : ICommand<bool>
{
    internal ShellCandidate? Built { get; init; }
}

internal sealed class PrepareRemoval(ShellChange change, ShellHost shells, InstalledModules installed) : IPrepare<RemoveModule>
{
    public async Task<Result<RemoveModule>> Prepare(RemoveModule command, CancellationToken token)
    {
        try
        {
            change.ChangeFolder();
            var candidate = await change.Build(plan =>
            {
                if (!installed.Ids.Contains(command.Id)) throw new ChangeRefused(ModuleErrors.NotInstalled.With(command.Id));
                if (shells.Current.Features.FirstOrDefault(f => f.Module.Id == command.Id) is { } on) throw new ChangeRefused(ModuleErrors.StillOn.With(on.Module.Features[0].Name));
                if (!plan.Installed.ContainsKey(command.Id)) installed.Remove(command.Id);   // nothing could use it as it lies there
                return plan.With(command.Id, null).With([], plan.Switched.Keys.Where(f => f == command.Id));   // its parts are found as they were when it comes again
            }, token);
            await candidate.WakeAsync(token);
            return command with { Built = candidate };
        }
        catch (ChangeRefused refused)
        {
            return refused.Error;
        }
        catch (ModuleLoadException failure)
        {
            return ModuleErrors.Of(failure);
        }
    }
}

internal sealed class RemoveModuleHandler(CommandScope command, InstalledModules installed, TimeProvider clock) : IRequestHandler<RemoveModule, Result<bool>>
{
    public async Task<Result<bool>> Handle(RemoveModule request, CancellationToken token)
    {
        var built = request.Built ?? throw new InvalidOperationException("A module is removed by a command of its own.");
        command.Changed(ModuleChange.Of(request.Id, built.Before.Installed.GetValueOrDefault(request.Id) ?? "?", null, clock));
        await command.Hold!.Execute("UPDATE kernel_feature SET is_on = @off WHERE feature = @id", token, ("@off", false), ("@id", request.Id));
        command.AfterCommit(() =>
        {
            built.TakeOver();
            installed.Remove(request.Id);
        });
        return true;
    }
}
