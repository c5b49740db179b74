using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

public abstract class ImportingComplaintsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Map = """
        { "target": "complaints", "system": "old", "timeZone": "Asia/Ho_Chi_Minh", "fields": {
          "externalId": { "columns": ["id"] }, "kind": { "columns": ["kind"], "values": { "Leak*": "leak", "Bill": "billing" } },
          "channel": { "fixed": "Phone", "values": { "Phone": "Phone" } }, "state": { "columns": ["state"], "values": { "done": "closed", "new": "open" } },
          "reportedAt": { "columns": ["opened"], "formats": ["dd/MM/yyyy HH:mm", "yyyy-MM-dd"] }, "closedAt": { "columns": ["closed"], "formats": ["dd/MM/yyyy"], "endOfDay": true },
          "place": { "columns": ["street"] } } }
        """;

    private const string Header = "id,kind,state,opened,closed,street\n";

    private ComplaintDesk desk = null!;

    private Harness Harness => desk.Harness;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres, services => services.AddSingleton(s => new BulkWriter(s.GetRequiredService<Database>(), new Impatience())));

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_real_file_of_Kansas_City_comes_in_whole_and_a_second_time_nothing_is_doubled()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "kc311_water_services_2007_2020.csv");

        var (_, first) = await Import(File.OpenRead, file, await Shipped("kc311-water-services"));
        Assert.Equal((10_107, 10_107, 0, 0), (first.Read, first.Added, first.Known, first.Refused));
        // 64 are open: they get a case of today. History gets none, and no deadline.
        Assert.Equal((64, 64), (await Count(c => c.IsOpen == true), await Count(c => c.CaseId != null)));
        Assert.Equal(0, await Count(c => c.IsOpen == false && c.DueAt != null));

        var (_, second) = await Import(File.OpenRead, file, await Shipped("kc311-water-services"));
        Assert.Equal((10_107, 0, 10_107), (second.Read, second.Added, second.Known));
        Assert.Equal(10_107, await Count(c => c.ExternalSystem == "kc311"));
    }

    [Fact]
    public async Task The_real_file_of_New_York_comes_in_and_the_case_closed_before_it_was_opened_is_flagged()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "nyc311_dep_water_quality_2010_2016.csv");

        var (_, tally) = await Import(File.OpenRead, file, await Shipped("nyc311-water-quality"));

        Assert.Equal((7_562, 7_562, 0), (tally.Read, tally.Added, tally.Refused));
        var flagged = await Harness.Read<ComplaintsDbContext, Complaint>(db => db.Complaints.SingleAsync(c => c.ClosedBeforeOpened));
        Assert.Equal(("16654188", false), (flagged.ExternalId, flagged.IsOpen));
        Assert.True(flagged.ClosedAt < flagged.ReportedAt);
    }

    [Fact]
    public async Task The_last_day_of_the_calendar_stops_no_import()
    {
        var (_, tally) = await ImportText(Header + "1,Leak at meter,done,05/03/2024 08:00,31/12/9999,12 Lê Lợi\n");

        Assert.Equal((1, 1), (tally.Read, tally.Refused));
        Assert.Equal("The complaint would be closed in the future.", Assert.Single(tally.Problems).Reason);
    }

    [Fact]
    public async Task Imported_complaints_are_found_by_their_street_and_numbered_without_gaps()
    {
        await ImportText(Header + "1,Leak at meter,done,05/03/2024 08:00,06/03/2024,12 Lê Lợi\n2,Bill,done,2024-03-05,07/03/2024,Đường Nguyễn Huệ\n");

        var found = await Harness.Send(new FindComplaints(new WorkFilter { Tab = WorkTab.Closed, Text = "nguyen hue" }));
        Assert.Equal("Đường Nguyễn Huệ", Assert.Single(found.Rows).Place);
        var numbers = await Harness.Read<ComplaintsDbContext, List<string>>(db => db.Complaints.OrderBy(c => c.Number).Select(c => c.Number).ToListAsync());
        Assert.Equal(["C-2024-000001", "C-2024-000002"], numbers);
    }

    [Fact]
    public async Task Times_are_read_in_the_zone_of_the_file()
    {
        await ImportText(Header + "1,Leak,done,05/03/2024 08:00,06/03/2024,here\n");

        var complaint = await Harness.Read<ComplaintsDbContext, Complaint>(db => db.Complaints.SingleAsync());
        Assert.Equal(new DateTime(2024, 3, 5, 1, 0, 0, DateTimeKind.Utc), complaint.ReportedAt);
        Assert.Equal(new DateTime(2024, 3, 6, 16, 59, 59, DateTimeKind.Utc), complaint.ClosedAt);
    }

    [Fact]
    public async Task Refused_rows_come_back_as_a_file_with_line_column_and_reason_and_can_be_imported_when_corrected()
    {
        var (id, tally) = await ImportText(Header +
            "1,Leak,done,05/03/2024 08:00,06/03/2024,good\n" +
            "2,Flood,done,05/03/2024 08:00,06/03/2024,unknown kind\n" +
            "3,Leak,done,31/02/2024 08:00,06/03/2024,no such day\n" +
            "4,Leak,done,05/03/2024 08:00,,never closed\n" +
            "5,Leak,done,05/03/2024 08:00,06/03/2024\n" +
            ",Leak,done,05/03/2024 08:00,06/03/2024,no id\n" +
            "7,Leak,new,05/03/2124 08:00,,from the future\n");

        Assert.Equal((7, 1, 6), (tally.Read, tally.Added, tally.Refused));
        var refused = await File.ReadAllLinesAsync(Refused(id), Token);
        Assert.Equal("line,column,reason,id,kind,state,opened,closed,street", refused[0].TrimStart('\uFEFF'));
        Assert.StartsWith("3,kind,The map does not say what 'Flood' means.,2,Flood,", refused[1]);
        Assert.StartsWith("4,opened,'31/02/2024 08:00' is not a date", refused[2]);
        Assert.StartsWith("5,,A closed complaint needs the date of its closing.,", refused[3]);
        Assert.StartsWith("6,,\"The row has 5 cells, the header has 6.\",", refused[4]);
        Assert.StartsWith("7,id,This cell must not be empty.,,Leak,", refused[5]);
        Assert.StartsWith("8,,The complaint would have been reported in the future.,7,", refused[6]);

        var corrected = string.Join('\n', refused.Take(2)).Replace("Flood", "Leak", StringComparison.Ordinal) + "\n";
        var (_, again) = await ImportText(corrected);
        Assert.Equal((1, 1, 0), (again.Read, again.Added, again.Refused));
    }

    [Fact]
    public async Task A_row_that_stands_twice_in_a_file_is_taken_once()
    {
        var (_, tally) = await ImportText(Header + "1,Leak,new,2024-03-05,,a\n2,Leak,new,2024-03-05,,b\n1,Leak,new,2024-03-05,,a\n");

        Assert.Equal((3, 2, 1), (tally.Read, tally.Added, tally.Known));
    }

    [Theory]
    [InlineData(300)]   // in the same chunk, which PostgreSQL has not taken in yet
    [InlineData(1_200)]
    public async Task A_row_that_stands_twice_in_a_file_is_taken_once_however_far_apart(int rows)
    {
        var (_, tally) = await ImportText(Rows(rows, broken: 0) + "1,Leak,done,2024-03-05,06/03/2024,again\n");

        Assert.Equal((rows + 1, rows, 1), (tally.Read, tally.Added, tally.Known));
    }

    [Fact]
    public async Task A_try_writes_nothing_and_tells_the_same_as_the_import_after_it()
    {
        const string File = Header + "1,Leak,new,2024-03-05,,a\n2,Flood,new,2024-03-05,,b\n1,Leak,new,2024-03-05,,a\n";

        var (_, tried) = await ImportText(File, dryRun: true);
        Assert.Equal(0, await Count(_ => true));
        var (_, done) = await ImportText(File);

        Assert.Equal((3, 1, 1, 1), (tried.Read, tried.Added, tried.Known, tried.Refused));
        Assert.Equal((done.Read, done.Added, done.Known, done.Refused), (tried.Read, tried.Added, tried.Known, tried.Refused));
    }

    [Fact]
    public async Task An_import_that_crashed_goes_on_with_the_next_row_and_ends_as_if_nothing_had_happened()
    {
        var id = await Lay(Rows(3_000, broken: 100), Map);
        await StartJob(id, dryRun: false);
        await RunUntilThePowerFails(id, commits: 3);
        Assert.InRange(await Count(_ => true), 1, 2_969);

        await Worker().Work(id, null, Token);

        var job = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal(JobState.Done, job.State);
        var tally = job.Tally<ImportTally>()!;
        Assert.Equal((3_000, 2_970, 0, 30), (tally.Read, tally.Added, tally.Known, tally.Refused));
        Assert.Equal(31, (await File.ReadAllLinesAsync(Refused(id), Token)).Length);
        Assert.Equal(2_970, await Count(_ => true));
    }

    [Fact]
    public async Task An_import_that_is_cancelled_keeps_what_it_has_done_and_can_be_taken_up_again()
    {
        var id = await Lay(Rows(3_000, broken: 0), Map);
        await StartJob(id, dryRun: false);

        await Worker().Work(id, (_, _) => Harness.Send(new CancelJob(id, ImportJob.Name)).GetAwaiter().GetResult(), Token);
        var cancelled = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.InRange(await Count(_ => true), 1, 2_999);

        Assert.Null((await Harness.Send(new ResumeJob(id, ImportJob.Name))).Error);
        await Worker().Work(id, null, Token);
        Assert.Equal((JobState.Done, 3_000), ((await Harness.Send(new ShowJob(id)))!.State, await Count(_ => true)));
    }

    [Fact]
    public async Task The_files_of_an_import_go_a_month_after_its_end_and_nobody_can_take_it_up_again()
    {
        var (id, _) = await ImportText("id,kind\n1,Leak\n", expected: JobState.Failed);
        var waiting = await Lay(Rows(1, broken: 0), Map);
        await StartJob(waiting, dryRun: false);
        var neverBegun = await Lay(Rows(1, broken: 0), Map);
        Directory.SetLastWriteTimeUtc(Folder(neverBegun), Harness.Clock.Utc());

        Harness.Clock.Advance(TimeSpan.FromDays(29));
        await SweepFolders();
        Assert.Equal((true, true, false), (Directory.Exists(Folder(id)), Directory.Exists(Folder(waiting)), Directory.Exists(Folder(neverBegun))));
        Harness.Clock.Advance(TimeSpan.FromDays(2));
        await SweepFolders();

        Assert.Equal((false, true), (Directory.Exists(Folder(id)), Directory.Exists(Folder(waiting))));
        Assert.Equal(Harness.Clock.Utc(), (await Harness.Send(new ShowJob(id)))!.FilesRemovedAt);
        Assert.Equal("jobs.files-gone", (await Harness.Send(new ResumeJob(id, ImportJob.Name))).Error?.Code);
    }

    [Fact]
    public async Task An_import_is_seen_cancelled_and_taken_up_again_only_by_those_who_may_import_such_things()
    {
        var (id, _) = await ImportText("id,kind\n1,Leak\n", expected: JobState.Failed);
        Assert.Equal("jobs.not-found", (await Harness.Send(new ResumeJob(id, "another kind"))).Error?.Code);
        Assert.Equal("jobs.not-found", (await Harness.Send(new CancelJob(id, "another kind"))).Error?.Code);

        await using var scope = Harness.Services.CreateAsyncScope();
        var desk = ActivatorUtilities.CreateInstance<ImportDesk>(scope.ServiceProvider, new JobSignal());
        var (stranger, importer) = (With("Imports.Run"), With("Imports.Run", "Complaints.Import"));
        Assert.Empty(await desk.Last(stranger, Token));
        Assert.Null(await desk.Find(id, stranger, Token));
        Assert.Equal("jobs.not-found", (await desk.Cancel(id, stranger, Token)).Error?.Code);
        Assert.Equal("jobs.not-found", (await desk.Resume(id, stranger, Token)).Error?.Code);
        Assert.Equal("jobs.not-found", (await desk.ImportTried(id, stranger, Token)).Error?.Code);

        Assert.Single(await desk.Last(importer, Token));
        Assert.NotNull(await desk.Find(id, importer, Token));
        Assert.Equal("jobs.ended", (await desk.Cancel(id, importer, Token)).Error?.Code);
        Assert.Null((await desk.Resume(id, importer, Token)).Error);

        static System.Security.Claims.ClaimsPrincipal With(params string[] permissions) =>
            new(new System.Security.Claims.ClaimsIdentity(permissions.Select(p => new System.Security.Claims.Claim("permission", p)), "test"));
    }

    private string Folder(Guid id) => JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id);

    private async Task SweepFolders()
    {
        await using var scope = Harness.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<WaterCrm.Modularity.BackgroundTasks.IBackgroundTask>().OfType<JobFolderSweep>().Single().DoWorkAsync(scope.ServiceProvider, Token);
    }

    [Fact]
    public async Task Two_imports_at_once_wait_for_each_other_whatever_the_order_of_their_years()
    {
        var (one, two) = (await Lay(Years(1, 2_000, [2001, 2002, 2003, 2004, 2005, 2006]), Map), await Lay(Years(2_001, 2_000, [2006, 2005, 2004, 2003, 2002, 2001]), Map));
        await StartJob(one, dryRun: false);
        await StartJob(two, dryRun: false);

        await Task.WhenAll(Task.Run(() => Worker().Work(one, null, Token), Token), Task.Run(() => Worker().Work(two, null, Token), Token));

        foreach (var id in new[] { one, two })
        {
            var job = (await Harness.Send(new ShowJob(id)))!;
            Assert.True(job.State is JobState.Done, job.Failure);
        }

        var last = await Harness.Read<ComplaintsDbContext, List<(int Count, string Last)>>(async db => [.. (await db.Complaints.GroupBy(c => c.Year).Select(g => new { Count = g.Count(), Last = g.Max(c => c.Number)! }).ToListAsync()).Select(g => (g.Count, g.Last))]);
        Assert.Equal(6, last.Count);
        Assert.All(last, year => Assert.EndsWith($"-{year.Count:000000}", year.Last));
    }

    [Fact]
    public async Task The_same_file_imported_twice_at_once_comes_in_once()
    {
        var (one, two) = (await Lay(Rows(2_000, broken: 0), Map), await Lay(Rows(2_000, broken: 0), Map));
        await StartJob(one, dryRun: false);
        await StartJob(two, dryRun: false);

        await Task.WhenAll(Task.Run(() => Worker().Work(one, null, Token), Token), Task.Run(() => Worker().Work(two, null, Token), Token));

        var tallies = new List<ImportTally>();
        foreach (var id in new[] { one, two })
        {
            var job = (await Harness.Send(new ShowJob(id)))!;
            Assert.True(job.State is JobState.Done, job.Failure);
            tallies.Add(job.Tally<ImportTally>()!);
        }

        Assert.Equal((2_000, 2_000, 2_000), (tallies.Sum(t => t.Added), tallies.Sum(t => t.Known), await Count(_ => true)));
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_would_calculate_are_text_in_the_file_of_refused_rows_and_come_back_as_they_were()
    {
        string[] places = ["=HYPERLINK(\"http://evil.example\")", "+84 912", "-5 Lê Lợi", "@home", "\tindented", "'quoted'", "'=told", "plain"];
        var (id, first) = await ImportText(Header + string.Concat(places.Select((p, i) => $"{i},Flood,done,2024-03-05,06/03/2024,\"{p.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")));
        Assert.Equal(places.Length, first.Refused);

        var refused = await File.ReadAllTextAsync(Refused(id), Token);
        Assert.All(["\"'=HYPERLINK(", ",'+84", ",'-5", ",'@home", ",'\tindented", ",'quoted'", ",''=told", ",plain"], cell => Assert.Contains(cell, refused, StringComparison.Ordinal));
        var (_, again) = await ImportText(refused.Replace("Flood", "Leak", StringComparison.Ordinal));

        Assert.Equal((places.Length, 0), (again.Added, again.Refused));
        var kept = await Harness.Read<ComplaintsDbContext, List<string>>(db => db.Complaints.OrderBy(c => c.ExternalId).Select(c => c.Place).ToListAsync());
        Assert.Equal(places.Select(p => p.Trim()), kept);
    }

    [Fact]
    public async Task A_row_that_is_called_open_and_has_a_day_of_closing_is_history_and_marked()
    {
        await ImportText(Header + "1,Leak,new,2024-03-05,06/03/2024,both\n2,Leak,done,2024-03-05,06/03/2024,closed\n3,Leak,new,2024-03-05,,open\n");

        var marked = await Harness.Read<ComplaintsDbContext, Complaint>(db => db.Complaints.SingleAsync(c => c.StateContradicted));
        Assert.Equal(("1", false), (marked.ExternalId, marked.IsOpen));
    }

    [Fact]
    public async Task The_states_of_Kansas_City_are_no_resolutions()
    {
        var file = Path.Combine(SharedData.Folder("complaints"), "kc311_water_services_2007_2020.csv");
        await Import(File.OpenRead, file, await Shipped("kc311-water-services"));

        Assert.Equal(64, await Count(c => c.IsOpen == true && c.Resolution == null));
        Assert.Equal(0, await Count(c => c.Resolution == "OPEN" || c.Resolution == "ASSIG"));
    }

    [Fact]
    public async Task All_open_complaints_of_a_file_stand_in_the_inbox_of_the_team_of_their_step()
    {
        await ImportText(Header + string.Concat(Enumerable.Range(1, 150).Select(i => $"{i},Leak,new,2024-03-05,,street {i}\n")));

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Harness.Send(new FindTasks(TaskFilter.Team, after));
            Assert.Equal(150, page.Counts.Team);
            seen.AddRange(page.Rows.Select(r => r.SubjectName));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(150, seen.Distinct().Count());

        Harness.Actor.Become(Guid.NewGuid(), "Nam", ["Team"], "Sops.Answer");
        Assert.Equal(0, (await Harness.Send(new FindTasks())).Counts.Team);   // not theirs yet: nobody has assessed them
    }

    [Fact]
    public async Task A_job_that_nobody_is_at_work_on_is_cancelled_at_once()
    {
        var id = await Lay(Rows(10, broken: 0), Map);
        await StartJob(id, dryRun: false);
        await using (var hold = await Harness.Database.Writing.Enter("test", Token))
        {
            await hold.Execute("UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = NULL WHERE \"Id\" = @id", Token, ("@id", id));   // as a host leaves it that was told to stop
            await hold.Commit(Token);
        }

        Assert.Null((await Harness.Send(new CancelJob(id, ImportJob.Name))).Error);

        var job = (await Harness.Send(new ShowJob(id)))!;
        Assert.Equal((JobState.Cancelled, true), (job.State, job.EndedAt is not null));
        await Worker().Work(id, null, Token);
        Assert.Equal(0, await Count(_ => true));
    }

    [Fact]
    public async Task An_import_that_is_taken_up_again_passes_by_what_it_has_done_before_it_enters_the_gate()
    {
        var id = await Lay(Rows(2_000, broken: 0), Map);
        await StartJob(id, dryRun: false);
        await RunUntilThePowerFails(id, commits: 1);

        using var look = new ManualResetEventSlim();
        var reading = new TaskCompletionSource();
        await using var scope = Harness.Services.CreateAsyncScope();
        var target = new SlowTarget(scope.ServiceProvider.GetServices<IImportTarget>().Single(t => t.Name == "complaints"), reading, look);
        var job = (await Harness.Send(new ShowJob(id)))!;
        var kind = new ImportJob([target], Harness.Services.GetRequiredService<BulkWriter>(), Harness.Database);
        var left = await Harness.Read<KernelDbContext, Job>(db => db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id));
        var run = kind.Run(new JobRun
        {
            Id = id, Parameters = job.Parameters, Checkpoint = left.Checkpoint, Folder = JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id),
            Me = left.HeldBy!, Clock = Harness.Clock,
        }, Token);
        try
        {
            await reading.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
            patience.CancelAfter(TimeSpan.FromSeconds(10));
            await using var free = await Harness.Database.Writing.Enter("somebody else", patience.Token);
        }
        finally
        {
            look.Set();
        }

        await run;
        Assert.Equal(2_000, await Count(_ => true));
    }

    /// <summary>Checks its first row only when it may.</summary>
    private sealed class SlowTarget(IImportTarget real, TaskCompletionSource reading, ManualResetEventSlim may) : IImportTarget
    {
        public string Name => real.Name;
        public IReadOnlyList<ImportField> Fields => real.Fields;
        public WaterCrm.Modularity.Security.Permission Permission => real.Permission;

        public RowProblem? Check(ImportRow row)
        {
            reading.TrySetResult();
            may.Wait(Token);
            return real.Check(row);
        }

        public Task<IReadOnlySet<string>> Known(WriteHold hold, string system, IReadOnlyCollection<string> ids, CancellationToken token) => real.Known(hold, system, ids, token);

        public Task Add(BulkChunk chunk, string system, IReadOnlyList<ImportRow> rows, CancellationToken token) => real.Add(chunk, system, rows, token);

        public Task Complete(string system, Func<CancellationToken, Task> stillMine, CancellationToken token) => real.Complete(system, stillMine, token);
    }

    [Fact]
    public async Task Ctrl_C_before_the_first_row_ends_the_command_with_a_sentence()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("watercrm-import-").FullName, "old.csv");
        var map = Path.ChangeExtension(file, "json");
        await File.WriteAllTextAsync(file, Rows(10, broken: 0), Token);
        await File.WriteAllTextAsync(map, Map, Token);
        using var pressed = new CancellationTokenSource();
        await pressed.CancelAsync();
        await using var scope = Harness.Services.CreateAsyncScope();
        var told = Console.Error;
        using var heard = new StringWriter();
        Console.SetError(heard);
        try
        {
            Assert.Equal(1, await ActivatorUtilities.CreateInstance<ImportVerb>(scope.ServiceProvider).RunAsync(["complaints", file, "--map", map], pressed.Token));
        }
        finally
        {
            Console.SetError(told);
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }

        Assert.Contains("Cancelled before the first row.", heard.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Count(_ => true));
    }

    [Fact]
    public async Task A_file_without_a_column_of_the_map_says_which_and_what_it_has()
    {
        var (id, _) = await ImportText("id,kind\n1,Leak\n", expected: JobState.Failed);

        var why = (await Harness.Send(new ShowJob(id)))!.Why!;
        Assert.Equal(["state", "id, kind"], why.Args);
        Assert.StartsWith("The column '{0}' is missing", why.Message);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "Nowhere/Land", "fields": {} }""", "Nowhere/Land")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": { "kind": {} } }""", "fields.kind")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": {}, "colour": 1 }""", "colour")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": { "kind": null } }""", "fields.kind")]
    [InlineData("""{ "target": "complaints", "system": "x", "timeZone": "UTC", "fields": { "kind": { "columns": null } } }""", "fields.kind")]
    public void A_map_that_is_wrong_says_where(string json, string place) =>
        Assert.Contains(place, Assert.Single(ImportMap.Parse(json).Error!.Args).ToString());

    /// <summary>A host that died: the job is still in its name, and what came after the last commit is lost, in the files too.</summary>
    private async Task RunUntilThePowerFails(Guid id, int commits)
    {
        var dead = DeadHost.In(Harness.Folder);
        await using (var hold = await Harness.Database.Writing.Enter("test", Token))
        {
            await hold.Execute("UPDATE kernel_job SET \"State\" = 'Running', \"HeldBy\" = @dead, \"HeldUntil\" = @until WHERE \"Id\" = @id", Token,
                ("@dead", dead), ("@until", Harness.Clock.Utc().AddHours(1)), ("@id", id));
            await hold.Commit(Token);
        }

        var job = (await Harness.Send(new ShowJob(id)))!;
        await using var scope = Harness.Services.CreateAsyncScope();
        var run = new JobRun
        {
            Id = id, Parameters = job.Parameters, Folder = JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id), Me = dead, Clock = Harness.Clock,
            Watch = (_, _) => { if (--commits == 0) throw new PowerCut(); },
        };
        await Assert.ThrowsAsync<PowerCut>(() => scope.ServiceProvider.GetServices<IJobKind>().Single(k => k.Kind == ImportJob.Name).Run(run, Token));
        await File.AppendAllTextAsync(Refused(id), "half a row that nobody has com", Token);
    }

    private static string Rows(int rows, int broken)
    {
        var text = new StringBuilder(Header);
        for (var i = 1; i <= rows; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},{(broken > 0 && i % broken == 0 ? "Flood" : "Leak")},done,2024-03-05,06/03/2024,street {i}\n");
        return text.ToString();
    }

    private static string Years(int first, int rows, int[] years)
    {
        var text = new StringBuilder(Header);
        for (var i = first; i < first + rows; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},Leak,done,{years[i % years.Length]}-03-05,06/03/2024,street {i}\n");
        return text.ToString();
    }

    private Task<(Guid Id, ImportTally Tally)> ImportText(string csv, bool dryRun = false, JobState expected = JobState.Done) =>
        Import(text => new MemoryStream(Encoding.UTF8.GetBytes(text)), csv, Map, dryRun, expected);

    private async Task<(Guid Id, ImportTally Tally)> Import(Func<string, Stream> open, string what, string map, bool dryRun = false, JobState expected = JobState.Done)
    {
        await using var file = open(what);
        var id = await Lay(file, map);
        await StartJob(id, dryRun);
        await Worker().Work(id, null, Token);
        var job = (await Harness.Send(new ShowJob(id)))!;
        Assert.True(job.State == expected, $"{job.State}: {job.Failure}");
        return (id, job.Tally<ImportTally>() ?? new ImportTally());
    }

    private Task<Guid> Lay(string csv, string map) => Lay(new MemoryStream(Encoding.UTF8.GetBytes(csv)), map);

    private async Task<Guid> Lay(Stream csv, string map) =>
        (await Harness.Services.GetRequiredService<ImportFiles>().Lay(copy => csv.CopyToAsync(copy, Token), ImportMap.Parse(map).Value, map, Token)).Id;

    private async Task StartJob(Guid id, bool dryRun) =>
        Assert.Null((await Harness.Send(new StartJob(id, ImportJob.Name, "test.csv", new ImportOrder("complaints", "old", "test.csv", dryRun)))).Error);

    /// <summary>As a host that has just started.</summary>
    private JobWorker Worker() => ActivatorUtilities.CreateInstance<JobWorker>(Harness.Services);

    private string Refused(Guid id) => Path.Combine(JobWorker.FolderOf(Harness.Services.GetRequiredService<IConfiguration>(), id), ImportJob.RefusedName);

    private Task<int> Count(System.Linq.Expressions.Expression<Func<Complaint, bool>> which) => Harness.Read<ComplaintsDbContext, int>(db => db.Complaints.CountAsync(which));

    private static Task<string> Shipped(string name) => File.ReadAllTextAsync(Repository.PathOf("Modules", "WaterCrm.Complaints", "ImportMaps", name + ".json"), Token);

    private sealed class PowerCut : Exception;

    /// <summary>Time flies: each look at it is sixty milliseconds later, so that a chunk ends after two batches.</summary>
    private sealed class Impatience : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref looks) * 60 * TimeSpan.TicksPerMillisecond;
    }
}

public sealed class ImportingComplaintsOnSqlite(PostgresServer postgres) : ImportingComplaintsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ImportingComplaintsOnPostgres(PostgresServer postgres) : ImportingComplaintsTests(DatabaseProvider.Postgres, postgres);
