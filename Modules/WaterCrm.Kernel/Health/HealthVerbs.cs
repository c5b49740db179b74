using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Health;

/// <summary><c>doctor</c>: the checks of the health page, for whoever sits at the server; <c>--deep</c> compares every row that must agree with another.</summary>
internal sealed class DoctorVerb(IServiceProvider services, Database database, TimeProvider clock) : IVerb
{
    private const string Deep = "--deep", OfBackup = "--drill", Backup = "--backup";

    public string Name => "doctor";

    public string Usage => "doctor [--deep] [--drill [--backup FILE]]   looks whether database, events, tasks, disk and log are well, and says what to do; --deep compares row by row, --drill tries the last backup";

    public string Help => $"""
        {Usage}

          --deep   also compares, row by row: the database's file; what lists show of a case with the case itself; the search index with the records;
                   numbers without a gap; events that were given up; references from one module to another; files on disk.
                   It only reads, and may run beside a server. A million complaints take some minutes.
          --drill  restores the newest backup aside - in the folder 'drill' of the data folder, on PostgreSQL in a database of its own - compares there row by row,
                   says how old it is and how long it took, and removes it again. It needs as much room as the data.
          --backup FILE   with --drill: another backup than the newest of the folder of backups

        It ends with 1 when something is red or does not agree; "LOOK" alone is not an error.
        """;

    public string? Wrong(string[] arguments) => Read(arguments) is var given && given.Wrong is null && given.Of(Backup) is not null && !given.Has(OfBackup) ? $"{Backup} is for {OfBackup} only." : given.Wrong;

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        // Not before: the checks read their settings as they are made, and a command is asked for its help without a database.
        var report = await services.GetRequiredService<SystemHealthBook>().Look(token);
        foreach (var part in report.Parts)
        {
            var sign = part.Found.Status switch { HealthStatus.Healthy => "ok  ", HealthStatus.Degraded => "LOOK", _ => "RED " };
            Console.WriteLine($"{sign} {part.Name,-10} {string.Format(CultureInfo.InvariantCulture, part.Found.What, [.. part.Found.Args])}");
            if (part.Found.ToDo is { } toDo) Console.WriteLine($"                {toDo}");
        }

        var given = Read(arguments);
        var well = !given.Has(Deep) || await LookDeep(token);
        well = (!given.Has(OfBackup) || await TryBackup(given.Of(Backup), token)) && well;
        return well && report.Worst is not HealthStatus.Unhealthy ? 0 : 1;
    }

    private static VerbArguments Read(string[] arguments) => VerbArguments.Read(arguments, [Deep, OfBackup], [Backup]);

    private async Task<bool> TryBackup(string? path, CancellationToken token)
    {
        try
        {
            return await services.GetRequiredService<Drill>().Run(path is null ? null : Path.GetFullPath(path), VerbConsole.Bar(clock), line =>
            {
                if (!line.StartsWith(' ')) VerbConsole.EndBar();
                Console.WriteLine(line);
            }, token);
        }
        catch (BackupRefusedException refused)
        {
            VerbConsole.EndBar();
            Console.Error.WriteLine(refused.Message);
            return false;
        }
    }

    private async Task<bool> LookDeep(CancellationToken token)
    {
        Console.WriteLine($"Comparing row by row in {database.Where}:");
        var bar = VerbConsole.Bar(clock);
        List<string> lines = [];
        var well = await services.GetRequiredService<DeepDoctor>().Look(token, (done, total, name, found) =>
        {
            lines.Add(found.Wrong.Count == 0 ? $"ok   {name,-10} {found.Looked}" : $"RED  {name,-10} {found.Wrong.Count} found:");
            lines.AddRange(found.Lines.Select(line => $"                {line}"));
            if (found is { Wrong.Count: > 0, ToDo: { } toDo }) lines.Add($"                {toDo}");
            if (!Console.IsOutputRedirected) bar(done, total);
            else Say(lines);
        });
        VerbConsole.EndBar();
        Say(lines);
        return well;
    }

    private static void Say(List<string> lines)
    {
        lines.ForEach(Console.WriteLine);
        lines.Clear();
    }
}
