using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Modules.Features;

/// <summary>Ends the program so that whoever supervises it starts it again.</summary>
[Audited("modules.restarted", "Restarted the program")]
public sealed record RestartProgram : ICommand<bool>;

internal sealed class RestartProgramHandler(CommandScope command, IConfiguration configuration, IHostApplicationLifetime lifetime) : IRequestHandler<RestartProgram, Result<bool>>
{
    // "Try again" in sysexits.h: a supervisor that restarts what failed restarts this.
    internal const int ExitCode = 75;

    public Task<Result<bool>> Handle(RestartProgram request, CancellationToken token)
    {
        if (!configuration.IsSupervised()) return Task.FromResult<Result<bool>>(ModuleErrors.NotSupervised);
        command.AfterCommit(() =>
        {
            Environment.ExitCode = ExitCode;
            lifetime.StopApplication();
        });
        return Task.FromResult<Result<bool>>(true);
    }
}

internal static class Supervision
{
    private const string Setting = "Modules:Supervised", OfSystemd = "INVOCATION_ID";

    /// <summary>Whether somebody starts the program again when it ends: systemd says so itself, of others the configuration tells.</summary>
    public static bool IsSupervised(this IConfiguration configuration) => configuration.GetValue(Setting, Environment.GetEnvironmentVariable(OfSystemd) is { Length: > 0 });
}
