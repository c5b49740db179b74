using System.Security.Claims;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Imports;

/// <summary>Takes the files that people import in the browser.</summary>
public sealed class ImportDesk(IMediator mediator, ImportFiles files, ImportTargets targets, JobSignal signal, IStringLocalizerFactory words)
{
    /// <summary>A file to import may be far larger than what a form usually carries: a million rows of a complaints system are some 400 MB.</summary>
    public const long LargestFile = 512L * 1024 * 1024;

    private const long LargestMap = 1024 * 1024;

    /// <summary>Maps of what this person may import.</summary>
    public IReadOnlyList<ShippedMap> MapsFor(ClaimsPrincipal user) =>
        [.. files.Maps.Where(m => targets.Find(m.Map.Target) is { } target && MayImport(user, target))];

    public async Task<Result<Guid>> Start(ImportForm form, ClaimsPrincipal user, CancellationToken token)
    {
        if (form.File is not { Length: > 0 } file) return Missing(nameof(ImportForm.File), Word.Of("Choose the file to import."));
        var map = await Map(form, token);
        if (map.Error is { } broken) return broken;
        if (targets.Find(map.Value.Map.Target) is not { } target) return ImportErrors.UnknownTarget.With(map.Value.Map.Target);
        if (!MayImport(user, target)) return KernelErrors.Forbidden;

        var (id, _) = await files.Lay(copy => file.CopyToAsync(copy, token), map.Value.Map, map.Value.Json, token);
        return await Begin(id, file.FileName, new ImportOrder(target.Name, map.Value.Map.System, Path.GetFileName(file.FileName), form.TryFirst), token);
    }

    /// <summary>Imports a file that was tried, without asking for it again.</summary>
    public async Task<Result<Guid>> ImportTried(Guid tried, ClaimsPrincipal user, CancellationToken token)
    {
        if (await Find(tried, user, token) is not { Job.HasEnded: true, Job: var job }) return JobErrors.NotFound;
        if (job.FilesRemovedAt is not null) return JobErrors.FilesGone;
        var map = files.Read(tried);
        if (map.Error is { } broken) return broken;
        if (targets.Find(map.Value.Map.Target) is not { } target || !MayImport(user, target)) return KernelErrors.Forbidden;

        var (id, _) = await files.Lay(async copy => { await using var source = File.OpenRead(files.FileOf(tried)); await source.CopyToAsync(copy, token); }, map.Value.Map, map.Value.Json, token);
        return await Begin(id, job.Title, OrderOf(job) with { DryRun = false }, token);
    }

    /// <summary>The last imports of what this person may import, newest first.</summary>
    public async Task<IReadOnlyList<JobView>> Last(ClaimsPrincipal user, CancellationToken token) =>
        [.. (await mediator.Send(new FindJobs(ImportJob.Name), token)).Where(job => MayImport(user, OrderOf(job)))];

    /// <summary>An import; null where there is none, or one of what this person may not import.</summary>
    public async Task<ImportPage?> Find(Guid id, ClaimsPrincipal user, CancellationToken token) =>
        await mediator.Send(new ShowJob(id), token) is { Kind: ImportJob.Name } job && OrderOf(job) is var order && MayImport(user, order)
            ? new ImportPage(job, job.Tally<ImportTally>(), order, words.Create(targets.Find(order.Target)!.Target.GetType())) : null;

    public async Task<Result<Guid>> Cancel(Guid id, ClaimsPrincipal user, CancellationToken token) =>
        await Find(id, user, token) is null ? JobErrors.NotFound : await mediator.Send(new CancelJob(id, ImportJob.Name), token);

    public async Task<Result<Guid>> Resume(Guid id, ClaimsPrincipal user, CancellationToken token)
    {
        if (await Find(id, user, token) is null) return JobErrors.NotFound;
        var resumed = await mediator.Send(new ResumeJob(id, ImportJob.Name), token);
        signal.Raise();
        return resumed;
    }

    /// <summary>Takes the refused rows of an import out, with their reasons in the reader's language.</summary>
    /// <returns>What writes them; nothing where there are none.</returns>
    public async Task<Result<Func<Stream, Task>>> TakeRefused(ImportPage page, CancellationToken token)
    {
        if (files.RefusedOf(page.Job.Id) is not { } path) return JobErrors.NotFound;
        if ((await mediator.Send(new ExportRefusedRows(page.Job.Id), token)).Error is { } error) return error;
        return (Func<Stream, Task>)(to => RefusedRowsFile.Write(path, page.S, to, token));
    }

    private async Task<Result<Guid>> Begin(Guid id, string fileName, ImportOrder order, CancellationToken token)
    {
        var started = await mediator.Send(new StartJob(id, ImportJob.Name, Path.GetFileName(fileName), order), token);
        signal.Raise();
        return started;
    }

    private async Task<Result<ShippedMap>> Map(ImportForm form, CancellationToken token)
    {
        if (form.OwnMap is { Length: > 0 } own)
        {
            if (own.Length > LargestMap) return Missing(nameof(ImportForm.OwnMap), Word.Of("This is too large for a map. Choose the JSON file that says what the columns mean."));
            using var reader = new StreamReader(own.OpenReadStream());
            var json = await reader.ReadToEndAsync(token);
            var map = ImportMap.Parse(json);
            return map.Error is { } error ? error with { Fields = [new FieldError(nameof(ImportForm.OwnMap), error.Message) { Args = error.Args }] } : new ShippedMap("", map.Value, json);
        }

        return files.Maps.FirstOrDefault(m => m.Id == form.Map) is { } shipped ? shipped : Missing(nameof(ImportForm.Map), Word.Of("Choose a map, or bring one of your own."));
    }

    private static Error Missing(string field, string message) => KernelErrors.Invalid with { Fields = [new FieldError(field, message)] };

    private static ImportOrder OrderOf(JobView job) => JsonSerializer.Deserialize<ImportOrder>(job.Parameters, JsonSerializerOptions.Web)!;

    /// <summary>What belongs to a module that is switched off is nobody's to see until it is back.</summary>
    private bool MayImport(ClaimsPrincipal user, ImportOrder order) => targets.Find(order.Target) is { } target && MayImport(user, target);

    private static bool MayImport(ClaimsPrincipal user, OfferedTarget target) => PermissionRequirement.Has(user, target.Permission);
}
