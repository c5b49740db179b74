using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

/// <summary>Brings files in as a host does that has just started, on a database of its own.</summary>
public abstract class ImportTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private protected const string Map = """
        { "target": "complaints", "system": "old", "timeZone": "Asia/Ho_Chi_Minh", "fields": {
          "externalId": { "columns": ["id"] }, "kind": { "columns": ["kind"], "values": { "Leak*": "leak", "Bill": "billing" } },
          "channel": { "fixed": "Phone", "values": { "Phone": "Phone" } }, "state": { "columns": ["state"], "values": { "done": "closed", "new": "open" } },
          "reportedAt": { "columns": ["opened"], "formats": ["dd/MM/yyyy HH:mm", "yyyy-MM-dd"] }, "closedAt": { "columns": ["closed"], "formats": ["dd/MM/yyyy"], "endOfDay": true },
          "place": { "columns": ["street"] } } }
        """;

    private protected const string Header = "id,kind,state,opened,closed,street\n";

    private ComplaintDesk desk = null!;

    private protected Harness Harness => desk.Harness;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres, services => services.AddSingleton(s => new BulkWriter(s.GetRequiredService<Database>(), new Impatience())));

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static string Rows(int rows, int broken)
    {
        var text = new StringBuilder(Header);
        for (var i = 1; i <= rows; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},{(broken > 0 && i % broken == 0 ? "Flood" : "Leak")},done,2024-03-05,06/03/2024,street {i}\n");
        return text.ToString();
    }

    private protected Task<(Guid Id, ImportTally Tally)> ImportText(string csv, bool dryRun = false, JobState expected = JobState.Done) =>
        Import(text => new MemoryStream(Encoding.UTF8.GetBytes(text)), csv, Map, dryRun, expected);

    private protected async Task<(Guid Id, ImportTally Tally)> Import(Func<string, Stream> open, string what, string map, bool dryRun = false, JobState expected = JobState.Done)
    {
        await using var file = open(what);
        var id = await Lay(file, map);
        await StartJob(id, dryRun);
        await Worker().Work(id, null, Token);
        var job = (await Harness.Send(new ShowJob(id)))!;
        Assert.True(job.State == expected, $"{job.State}: {job.Failure}");
        return (id, job.Tally<ImportTally>() ?? new ImportTally());
    }

    private protected Task<Guid> Lay(string csv, string map) => Lay(new MemoryStream(Encoding.UTF8.GetBytes(csv)), map);

    private protected async Task<Guid> Lay(Stream csv, string map) =>
        (await Harness.Services.GetRequiredService<ImportFiles>().Lay(copy => csv.CopyToAsync(copy, Token), ImportMap.Parse(map).Value, map, Token)).Id;

    private protected async Task StartJob(Guid id, bool dryRun) =>
        Assert.Null((await Harness.Send(new StartJob(id, ImportJob.Name, "test.csv", new ImportOrder("complaints", "old", "test.csv", dryRun)))).Error);

    /// <summary>As a host that has just started.</summary>
    private protected JobWorker Worker() => ActivatorUtilities.CreateInstance<JobWorker>(Harness.Services);

    private protected string Refused(Guid id) => Path.Combine(JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id), ImportJob.RefusedName);

    private protected Task<int> Count(System.Linq.Expressions.Expression<Func<Complaint, bool>> which) => Harness.Read<ComplaintsDbContext, int>(db => db.Complaints.CountAsync(which));

    private protected static Task<string> Shipped(string name) => File.ReadAllTextAsync(Repository.PathOf("Modules", "WaterCrm.Complaints", "ImportMaps", name + ".json"), Token);

    /// <summary>Time flies: each look at it is sixty milliseconds later, so that a chunk ends after two batches.</summary>
    private sealed class Impatience : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref looks) * 60 * TimeSpan.TicksPerMillisecond;
    }
}
