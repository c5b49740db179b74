using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

/// <summary>The complaints module with the kernel, customers and procedures, on a real database, without the web. It runs the shipped procedure.</summary>
internal sealed class ComplaintDesk(Harness harness) : IAsyncDisposable
{
    public static readonly Guid Hoa = Guid.Parse("00000000-0000-7000-8000-0000000000a1");

    public Harness Harness => harness;

    public static async Task<ComplaintDesk> Open(DatabaseProvider provider, PostgresServer postgres, Action<IServiceCollection>? more = null)
    {
        var harness = await Harness.Start(provider, postgres,
            [new WordsStartup(), new WaterCrm.Kernel.Files.FilesStartup(), new WaterCrm.Customers.Startup(), new WaterCrm.Sops.Startup(), new WaterCrm.Complaints.Startup()], services =>
            {
                more?.Invoke(services);
                services
                .AddSingleton<IModuleFiles>(new ShippedFiles())
                .AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
            });
        await using var scope = harness.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<SopFiles>(scope.ServiceProvider).ActivatingAsync();
        harness.Actor.Become(Hoa, "Hoa", ["Care staff"], "Sops.Answer", "Sops.Reopen");
        return new ComplaintDesk(harness);
    }

    public Task<Result<RecordedComplaint>> Send(RecordComplaint report) => harness.Send(report);

    public async Task<RecordedComplaint> Record(RecordComplaint? report = null)
    {
        var recorded = await harness.Send(report ?? A.Report());
        Assert.Null(recorded.Error);
        return recorded.Value;
    }

    public Task<Complaint?> Find(Guid id) => harness.Read<ComplaintsDbContext, Complaint?>(async db => await db.Complaints.FindAsync(id));

    public async Task<CaseView> Case(Guid id) => (await harness.Send(new ShowCase(ComplaintSubject.KindName, id)))!;

    /// <summary>Takes an outcome of the step that waits, with whatever the step wants to know.</summary>
    public async Task Answer(Guid id, string outcome, params (string Field, string Text)[] fields)
    {
        var task = (await Case(id)).Current!;
        var answered = await harness.Send(new AnswerTask
        {
            TaskId = task.TaskId, Version = task.Version, Outcome = outcome, Comment = "as told",
            Fields = fields.ToDictionary(f => f.Field, f => new Microsoft.Extensions.Primitives.StringValues(f.Text)),
        });
        Assert.True(answered.Error is null, answered.Error is { } error ? $"{error.Code}: {string.Join("; ", error.Fields.Select(f => $"{f.Field} {f.Message}"))}" : null);
    }

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    /// <summary>The folder of the module as it is shipped.</summary>
    private sealed class ShippedFiles : IModuleFiles
    {
        public IEnumerable<(string ModuleId, IFileProvider Files)> All =>
            [("WaterCrm.Complaints", new PhysicalFileProvider(Repository.PathOf("Modules", "WaterCrm.Complaints")))];
    }
}
