using System.Text.Json;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Imports;

/// <summary>What an import was asked to do. The file and the map lie in the job's folder.</summary>
public sealed record ImportOrder(string Target, string System, string FileName, bool DryRun);

/// <summary>What an import has done so far.</summary>
public sealed record ImportTally
{
    /// <summary>Records read, the header not counted.</summary>
    public long Read { get; init; }
    public long Added { get; init; }

    /// <summary>Were imported before, or stand twice in the file.</summary>
    public long Known { get; init; }
    public long Refused { get; init; }

    /// <summary>How long the file of refused rows is: what a crash wrote after this is cut off.</summary>
    public long RefusedBytes { get; init; }

    /// <summary>How long the file of their reasons is.</summary>
    public long ReasonBytes { get; init; }

    /// <summary>The line from which on the file could not be read; null when it was read to its end.</summary>
    public long? BrokenAt { get; init; }

    /// <summary>The first problems, to be shown on the page.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];
}

/// <summary>
/// Imports a file in chunks. The tally is part of each chunk's transaction, so that a killed import goes on with the next row;
/// rows that were imported before are recognised by their foreign id.
/// </summary>
internal sealed class ImportJob(ImportTargets targets, BulkWriter bulk, Database database, ILogger<ImportJob> log) : IJobKind
{
    public const string Name = "import";
    public const string FileName = "import.csv";
    public const string MapName = "map.json";
    public const string RefusedName = "refused.csv";

    // Rows are read and checked outside the gate in batches of this size, and written inside it.
    private const int Batch = 256;

    public string Kind => Name;

    public async Task<string> Run(JobRun run, CancellationToken token)
    {
        var order = JsonSerializer.Deserialize<ImportOrder>(run.Parameters, JsonSerializerOptions.Web)!;
        var target = targets.Find(order.Target)?.Target ?? throw new JobRefused(ImportErrors.UnknownTarget.Message, order.Target);
        var map = ImportMap.Parse(await File.ReadAllTextAsync(Path.Combine(run.Folder, MapName), token));
        if (map.Error is { } broken) throw new JobRefused(broken.Message, broken.Args);

        try
        {
            return await Run(run, order, target, map.Value, token);
        }
        catch (Exception failure) when (failure is not (JobRefused or JobStopped) && !token.IsCancellationRequested)
        {
            log.LogError("The import into {Target} failed: {Failure}", target.GetType().FullName, failure.Message);   // the worker logs where, and says it on the page
            throw;
        }
    }

    private async Task<string> Run(JobRun run, ImportOrder order, IImportTarget target, ImportMap map, CancellationToken token)
    {
        using var source = CsvSource.Open(Path.Combine(run.Folder, FileName), map.Delimiter);
        var tally = run.Checkpoint is { } checkpoint ? JsonSerializer.Deserialize<ImportTally>(checkpoint)! : new ImportTally();
        await using var refused = RefusedRows.Open(Path.Combine(run.Folder, RefusedName), source.Header, tally.RefusedBytes, tally.ReasonBytes);
        var reading = new ImportReading(source, new RowMapper(map, target, source.Header), target, tally.Read);

        tally = order.DryRun
            ? await Try(run, target, map.System, reading, refused, tally, token)
            : await Write(run, target, map.System, reading, refused, tally, token);
        if (tally.BrokenAt is { } line)
            throw new JobRefused(Word.Of("The file could not be read from line {0} on. What stands before it was gone through; nothing after it was read. Mend that line and import the file again: what is in is left alone."), line);
        return JsonSerializer.Serialize(tally);
    }

    private async Task<ImportTally> Write(JobRun run, IImportTarget target, string system, ImportReading reading, RefusedRows refused, ImportTally tally, CancellationToken token)
    {
        // The next batch is read and checked while the present one is written.
        var next = Task.Run(() => reading.Next(Batch), token);
        await next;   // not inside the gate: an import that is taken up again first passes by all that it has done
        // What this chunk has added may not be in the table yet: PostgreSQL takes it all at the chunk's end.
        HashSet<string> added = [];
        await bulk.Run($"import {target.Name}", async chunk =>
        {
            var batch = await next;
            if (batch.IsLast) next = Task.FromResult(batch with { Rows = [], Problems = [], Read = 0 });
            else next = Task.Run(() => reading.Next(Batch), token);

            var fresh = await Fresh(target, chunk.Hold, system, batch.Rows, added, token);
            await target.Add(chunk, system, fresh, token);
            tally = await Count(tally, batch, fresh.Count, refused, token);
            return !batch.IsLast;
        }, (chunk, cancelled) => run.Note(chunk.Hold, reading.Position, reading.Length, JsonSerializer.Serialize(tally), cancelled), token, () =>
        {
            added.Clear();
            run.Tell();
        });

        await target.Complete(system, cancelled => run.StillMine(database, cancelled), token);
        return tally;
    }

    private async Task<ImportTally> Try(JobRun run, IImportTarget target, string system, ImportReading reading, RefusedRows refused, ImportTally tally, CancellationToken token)
    {
        HashSet<string> seen = [];
        for (var last = false; !last;)
        {
            var batch = reading.Next(Batch * 8);
            await using (var hold = await database.Writing.Enter("import: dry run", token))
            {
                var fresh = await Fresh(target, hold, system, batch.Rows, seen, token);
                tally = await Count(tally, batch, fresh.Count, refused, token);
                await run.Note(hold, reading.Position, reading.Length, JsonSerializer.Serialize(tally), token);
                await hold.Commit(token);
            }

            run.Tell();

            last = batch.IsLast;
        }

        return tally;
    }

    /// <summary>Leaves out what was imported before and what has been seen already.</summary>
    private static async Task<List<ImportRow>> Fresh(IImportTarget target, WriteHold hold, string system, IReadOnlyList<ImportRow> rows, HashSet<string> seen, CancellationToken token)
    {
        var ids = rows.Select(r => r.Text("externalId")).OfType<string>().ToList();
        IReadOnlySet<string> known = ids.Count == 0 ? new HashSet<string>() : await target.Known(hold, system, ids, token);
        return [.. rows.Where(r => r.Text("externalId") is not { } id || (!known.Contains(id) && seen.Add(id)))];
    }

    private static async Task<ImportTally> Count(ImportTally tally, ImportBatch batch, int added, RefusedRows refused, CancellationToken token)
    {
        foreach (var (problem, raw) in batch.Problems) await refused.Add(problem, raw, token);
        var (rows, reasons) = await refused.Flush(token);
        return tally with
        {
            Read = tally.Read + batch.Read,
            Added = tally.Added + added,
            Known = tally.Known + batch.Rows.Count - added,
            Refused = tally.Refused + batch.Problems.Count,
            RefusedBytes = rows,
            ReasonBytes = reasons,
            BrokenAt = batch.BrokenAt ?? tally.BrokenAt,
            Problems = tally.Problems.Count >= 20 ? tally.Problems : [.. tally.Problems.Concat(batch.Problems.Select(p => p.Problem)).Take(20)],
        };
    }
}
