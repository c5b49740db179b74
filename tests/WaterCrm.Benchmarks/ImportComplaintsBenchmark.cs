using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Benchmarks;

/// <summary>What an import costs beyond the writing itself: reading, mapping, checking, words, checkpoints, and the cases of what is still open.</summary>
public sealed class ImportComplaintsBenchmark : IBenchmark
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("watercrm-bench-");
    private IReadOnlyList<(string Map, string Path)> real = [];
    private RealHost? host;
    private BareImport? bare;
    private int chunks;

    public string Name => "import-complaints";
    public string Question => "100,000 rows of real files, rows per second of the import / the same rows into the same tables by prepared statements in chunks of the same size";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.2;
    public Side Subject => new(ImportAsync, StartAnewAsync);
    public Side Base => new(WriteAsync, StartAnewAsync);

    public async Task PrepareAsync(CancellationToken token)
    {
        real = RealFiles.Write(files);
        await StartAnewAsync(token);
        await ImportAsync(token);
        bare = BareImport.Of(host!.Database);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        files.Delete(recursive: true);
    }

    /// <summary>Each burst writes into an empty database.</summary>
    private async Task StartAnewAsync(CancellationToken token)
    {
        if (host is not null) await host.DisposeAsync();
        host = await RealHost.StartAsync(serves: false, token);
    }

    private async Task<double> ImportAsync(CancellationToken token)
    {
        using var actor = ActingAs.System("bench");
        await using var scope = host!.Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var (shipped, worker) = (scope.ServiceProvider.GetRequiredService<ImportFiles>(), scope.ServiceProvider.GetRequiredService<JobWorker>());
        var (rows, committed) = (0L, 0);
        foreach (var (name, path) in real)
        {
            var map = shipped.Maps.Single(m => m.Id == name);
            var (id, _) = await shipped.Lay(async copy => { await using var source = File.OpenRead(path); await source.CopyToAsync(copy, token); }, map.Map, map.Json, token);
            await mediator.Send(new StartJob(id, ImportJob.Name, name, new ImportOrder(map.Map.Target, map.Map.System, name, DryRun: false)), token);
            await worker.Work(id, (_, _) => committed++, token);
            var job = await mediator.Send(new ShowJob(id), token);
            rows += job is { State: JobState.Done } ? job.Tally<ImportTally>()!.Added : throw new InvalidOperationException($"The import ended as {job?.State}: {job?.Failure}");
        }

        chunks = committed;
        return rows == 100_000 ? rows : throw new InvalidOperationException($"{rows} rows were imported.");
    }

    private async Task<double> WriteAsync(CancellationToken token)
    {
        await bare!.WriteAsync(host!.Database, bare.Rows / chunks, token);
        return bare.Rows;
    }
}
