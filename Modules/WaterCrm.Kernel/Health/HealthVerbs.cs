using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Health;

/// <summary><c>doctor</c>: the checks of the health page, for whoever sits at the server.</summary>
internal sealed class DoctorVerb(SystemHealthBook book) : IVerb
{
    public string Name => "doctor";

    public string Usage => "doctor   looks whether database, events, tasks, disk and log are well, and says what to do";

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine($"Usage: {Usage}");
            return 2;
        }

        var report = await book.Look(token);
        foreach (var part in report.Parts)
        {
            var sign = part.Found.Status switch { HealthStatus.Healthy => "ok  ", HealthStatus.Degraded => "LOOK", _ => "RED " };
            Console.WriteLine($"{sign} {part.Name,-10} {string.Format(CultureInfo.InvariantCulture, part.Found.What, [.. part.Found.Args])}");
            if (part.Found.ToDo is { } toDo) Console.WriteLine($"                {toDo}");
        }

        return report.Worst is HealthStatus.Unhealthy ? 1 : 0;
    }
}

/// <summary><c>modules</c>: what is on, and in which version.</summary>
internal sealed class ModulesVerb(ShellModules modules, ShellSettings settings) : IVerb
{
    public string Name => "modules";

    public string Usage => "modules   lists the modules with version and state";

    public Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine($"Usage: {Usage}");
            return Task.FromResult(2);
        }

        foreach (var module in modules.Modules.OrderBy(m => m.Id, StringComparer.Ordinal))
            Console.WriteLine($"{module.Id,-32} {module.Manifest.Version,-10} {(module.ShipsWithHost ? "on, ships with the program" : "on")}");
        foreach (var id in settings.Disabled.Except(modules.Modules.Select(m => m.Id)).Order(StringComparer.Ordinal)) Console.WriteLine($"{id,-32} {"",-10} off, its data stays");
        return Task.FromResult(0);
    }
}
