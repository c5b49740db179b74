using System.Globalization;
using MediatR;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Setup;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Imports;

/// <summary><c>import TARGET FILE --map MAP.json [--dry-run] [--refused FILE]</c>: the same import as in the browser, with a progress bar on a terminal.</summary>
internal sealed class ImportVerb(IMediator mediator, ImportFiles files, ImportTargets targets, JobWorker worker, TimeProvider clock) : IVerb
{
    public string Name => "import";

    public string Usage => "import TARGET FILE --map MAP.json [--dry-run] [--refused FILE]   imports records of another system; refused rows go to FILE.refused.csv";

    public string Help => $"""
        {Usage}

          TARGET       what is imported: {string.Join(", ", targets.All.Select(t => t.Name))}
          FILE         a CSV file
          --map MAP    says which columns are which fields: a file, or the name of a map that is shipped: {string.Join(", ", files.Maps.Select(m => m.Id))}
          --dry-run    checks every row and writes none
          --refused    where refused rows go; without it to the file's own name with .refused.csv behind it

        It ends with 1 when a row was refused or the file could not be read to its end; what could be taken is in all the same.

        Rows that were imported before are left alone, so the same file may be imported again, and an import that was cancelled goes on with the same command.
        """;

    public string? Wrong(string[] arguments) => Read(arguments).Wrong;

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        try
        {
            return await ImportAsync(arguments, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            Console.Error.WriteLine("Cancelled before the first row.");
            return 1;
        }
    }

    private static VerbArguments Read(string[] arguments) => VerbArguments.Read(arguments, ["--dry-run"], ["--map", "--refused"], mostWords: 2);

    private async Task<int> ImportAsync(string[] arguments, CancellationToken token)
    {
        var given = Read(arguments);
        if (given.Words is not [var target, var path] || given.Of("--map") is not { } mapName) return this.WrongUse("Say what is imported, from which file and with which map.");
        var dryRun = given.Has("--dry-run");
        if (targets.Find(target) is null) return Telling.Wrong($"Nothing called '{target}' can be imported. These can: {string.Join(", ", targets.All.Select(t => t.Name))}.");
        if (!File.Exists(path)) return Telling.Wrong($"There is no file {path}.");
        if (await MapJson(mapName, token) is not { } json) return Telling.Wrong($"There is no map {mapName}. Shipped maps: {string.Join(", ", files.Maps.Select(m => m.Id))}.");
        var map = ImportMap.Parse(json);
        if (map.Error is { } broken) return Telling.Wrong(string.Format(CultureInfo.InvariantCulture, broken.Message, broken.Args));
        if (map.Value.Target != target) return Telling.Wrong($"The map is for {map.Value.Target}, not for {target}.");

        var refused = given.Of("--refused") ?? path + ".refused.csv";
        if (Obstacle(path, refused) is { } obstacle) return Telling.Wrong(obstacle);

        using var actor = Telling.Operator();
        var (id, _) = await files.Lay(async copy => { await using var source = File.OpenRead(path); await source.CopyToAsync(copy, token); }, map.Value, json, token);
        await mediator.Send(new StartJob(id, ImportJob.Name, Path.GetFileName(path), new ImportOrder(target, map.Value.System, Path.GetFileName(path), dryRun)), token);
        await worker.Work(id, VerbConsole.Bar(clock), token);
        if (token.IsCancellationRequested) await mediator.Send(new CancelJob(id, ImportJob.Name), CancellationToken.None);

        var ended = await mediator.Send(new ShowJob(id), CancellationToken.None);
        return Report(ended!, refused, dryRun);
    }

    /// <summary>A file, or the name of a map that a module brings.</summary>
    private async Task<string?> MapJson(string name, CancellationToken token) =>
        File.Exists(name) ? await File.ReadAllTextAsync(name, token) : files.Maps.FirstOrDefault(m => m.Id == name)?.Json;

    /// <summary>What could not be read or written in the end is said before anything is begun; null when nothing is in the way.</summary>
    private static string? Obstacle(string path, string refused)
    {
        try
        {
            File.OpenRead(path).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"The file {path} cannot be read: {failure.Message}";
        }

        try
        {
            var isNew = !File.Exists(refused);
            new FileStream(refused, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (isNew) File.Delete(refused);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"Refused rows would go to {refused}, which cannot be written. Nothing was imported. Name another file with --refused FILE.";
        }
    }

    private int Report(JobView job, string refused, bool dryRun)
    {
        VerbConsole.EndBar();
        var tally = job.Tally<ImportTally>();
        if (tally is not null) Console.WriteLine($"{(dryRun ? "Would be added" : "Added")} {tally.Added}, known before {tally.Known}, refused {tally.Refused}, read {tally.Read}.");
        if (tally is { Refused: > 0 } && files.RefusedOf(job.Id) is { } kept) Console.WriteLine($"The refused rows, each with line, column and reason: {Copied(kept, refused)}");
        if (job.State is JobState.Done) return tally!.Refused == 0 ? 0 : 1;

        Console.Error.WriteLine(job.Why is { } why ? string.Format(CultureInfo.InvariantCulture, why.Message, [.. why.Args]) : "Cancelled. What was imported stays; the same command goes on with the rest.");
        return 1;
    }

    /// <summary>Where they lie now: where they should, or, when the disk filled up meanwhile, where the import kept them.</summary>
    private static string Copied(string kept, string to)
    {
        try
        {
            File.Copy(kept, to, overwrite: true);
            return to;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Path.GetFullPath(kept);
        }
    }
}
