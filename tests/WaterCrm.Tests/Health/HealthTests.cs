using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Health.Features;
using WaterCrm.Kernel.People;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Health;

/// <summary>The real host with each thing broken on purpose: the probe, the page and the words must notice.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private const string Task = "WaterCrm.Kernel.Data.Outbox.OutboxCleanUp";
    private readonly FakeTime clock = new(new DateTimeOffset(2026, 3, 2, 2, 3, 20, TimeSpan.Zero));
    private readonly Doorman leases = new();
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock, services: services => services.AddSingleton<ITaskLeases>(leases));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_system_that_works_says_so_and_names_its_modules()
    {
        var (status, checks) = await Ready();
        var page = await Page("health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(["database", "outbox", "tasks", "disk", "log"], name => Assert.Equal("Healthy", checks[name]));
        Assert.Contains("Everything works.", page, StringComparison.Ordinal);
        Assert.Contains("WaterCrm.Complaints", page, StringComparison.Ordinal);
        Assert.Equal("Healthy", (await host.Client.GetFromJsonAsync<JsonElement>("/health/live", Token)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_task_that_does_not_run_turns_the_probe_and_both_pages_red()
    {
        leases.Closed = true;
        await Pass(15);

        var (status, checks) = await Ready();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, checks["tasks"]));
        Assert.Contains("did not run when they should", await Page("health"), StringComparison.Ordinal);
        Assert.Contains("did not run when it should", await Page("tasks"), StringComparison.Ordinal);

        leases.Closed = false;
        await Pass(2);
        Assert.True(host.BackgroundTasks.TryStart("WaterCrm.Kernel.Files.FileSweep"));   // once an hour: the operator does not wait for its turn
        await host.BackgroundTasks.IdleAsync();
        Assert.Equal(HttpStatusCode.OK, (await Ready()).Status);
    }

    [Fact]
    public async Task A_database_in_which_nobody_can_write_turns_it_red()
    {
        await using (await host.Services.GetRequiredService<Database>().Writing.Enter("test", Token))
        {
            var patience = TimeSpan.FromSeconds(5);
            var waits = clock.TimerOf(patience);
            var asked = Ready();
            while (await System.Threading.Tasks.Task.WhenAny(asked, waits) != asked)
            {
                waits = clock.TimerOf(patience);
                clock.Advance(patience);
            }

            var (status, checks) = await asked;
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, checks["database"]));
        }
    }

    [Fact]
    public async Task An_event_that_nobody_gets_turns_it_red_and_one_that_was_given_up_yellow()
    {
        var listener = host.Services.GetRequiredService<EventRegistry>().Listeners.First();
        await Write("INSERT INTO kernel_outbox (sequence, name, subject, payload, occurred_at, written_at) VALUES (1, 'x', @id, '{}', @at, @at)", ("@id", Guid.NewGuid()), ("@at", clock.GetUtcNow().UtcDateTime));
        await Write("INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, due_at) VALUES (@listener, 1, @id, 'Pending', 1, @due)", ("@listener", listener), ("@id", Guid.NewGuid()), ("@due", clock.GetUtcNow().UtcDateTime.AddDays(1)));
        Assert.Equal("Healthy", (await Ready()).Checks["outbox"]);
        await Pass(16);
        Assert.Equal("Unhealthy", (await Ready()).Checks["outbox"]);

        await Write("UPDATE kernel_inbox SET state = 'Parked'");
        Assert.Equal("Degraded", (await Ready()).Checks["outbox"]);
        Assert.Contains("deliveries were given up", await Page("health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_and_a_log_of_errors_are_noticed()
    {
        await host.Set(new HealthSettings { FreeMegabytes = 10_000_000 });
        for (var i = 0; i < 10; i++) host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test").LogError("broken on purpose");

        var (status, checks) = await Ready();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Degraded"), (status, checks["disk"], checks["log"]));
        Assert.Contains("Make room on the disk", await Page("health"), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("Healthy", (await Ready()).Checks["log"]);
    }

    [Fact]
    public async Task What_a_stranger_sends_wrongly_is_no_error_of_ours()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        stranger.DefaultRequestHeaders.Add("Cookie", "WaterCrm.Form=CfDJ8garbage1; WaterCrm.Device=CfDJ8garbage; WaterCrm.Session=CfDJ8garbage");
        for (var i = 0; i < 15; i++)
        {
            using var shown = await stranger.GetAsync("/report", Token);
            using var posted = await stranger.PostAsync("/report", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", "CfDJ8garbage"), KeyValuePair.Create("Text", "x")]), Token);
        }

        Assert.Equal(0, host.Services.GetRequiredService<ErrorTally>().LastHour);
        Assert.Equal("Healthy", (await Ready()).Checks["log"]);
    }

    [Fact]
    public async Task Numbers_are_written_as_the_reader_writes_them()
    {
        for (var i = 0; i < 1234; i++) host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test").LogError("broken on purpose");

        Assert.Contains("1,234 errors were logged", await Page("health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_told_names_and_states_and_nothing_else()
    {
        leases.Closed = true;
        await Pass(15);
        using var answer = await host.Client.GetAsync("/health/ready", Token);
        var text = await answer.Content.ReadAsStringAsync(Token);

        Assert.DoesNotContain(" ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kernel", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_run_by_hand_once_and_its_run_is_kept_and_audited()
    {
        var administrator = await host.SignedInAs(StandardRoles.Administrator);

        using var ran = await administrator.PostForm("/staff/admin/tasks", $"/staff/admin/tasks/{Task}/run");
        await host.BackgroundTasks.IdleAsync();

        Assert.Equal(HttpStatusCode.Redirect, ran.StatusCode);
        Assert.Contains("went well", await administrator.GetStringAsync($"/staff/admin/tasks/{Task}", Token), StringComparison.Ordinal);
        Assert.Contains("Ran a background task by hand", await administrator.GetStringAsync("/staff/admin/audit?what=system.task-run", Token), StringComparison.Ordinal);
        using var unknown = await administrator.PostForm("/staff/admin/tasks", "/staff/admin/tasks/nothing/run");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Only_as_many_runs_are_kept_as_the_settings_say()
    {
        await host.Set(new HealthSettings { KeepRuns = 3 });
        for (var i = 0; i < 5; i++)
        {
            Assert.True(host.BackgroundTasks.TryStart(Task));
            await host.BackgroundTasks.IdleAsync();
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        var runs = await host.InScope(services => services.GetRequiredService<MediatR.IMediator>().Send(new ShowTaskRuns(Task)));

        Assert.Equal(3, runs.Count);
        Assert.Equal(3, await host.InScope(services => services.GetRequiredService<KernelDbContext>().TaskRuns.CountAsync(r => r.Name == Task, Token)));
        Assert.Equal(runs.OrderByDescending(r => r.StartedAt), runs);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task Pass(int minutes)
    {
        clock.Advance(TimeSpan.FromMinutes(minutes));
        await host.BackgroundTasks.IdleAsync();
    }

    private async Task<(HttpStatusCode Status, Dictionary<string, string> Checks)> Ready()
    {
        clock.Advance(TimeSpan.FromSeconds(11));   // the write is measured anew
        using var answer = await host.Client.GetAsync("/health/ready", Token);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.StatusCode, said.GetProperty("checks").Deserialize<Dictionary<string, string>>()!);
    }

    private async Task<string> Page(string name) => WebUtility.HtmlDecode(await (await host.SignedInAs(StandardRoles.Administrator)).GetStringAsync($"/staff/admin/{name}", Token));

    private async Task Write(string sql, params (string, object?)[] values)
    {
        await using var hold = await host.Services.GetRequiredService<Database>().Writing.Enter("test", Token);
        await hold.Execute(sql, Token, values);
        await hold.Commit(Token);
    }

    private sealed class Doorman : ITaskLeases
    {
        public bool Closed { get; set; }

        public Task<IAsyncDisposable?> TryTake(string name, TimeSpan holdFor, CancellationToken token) => System.Threading.Tasks.Task.FromResult<IAsyncDisposable?>(Closed ? null : new Given());

        private sealed class Given : IAsyncDisposable
        {
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
