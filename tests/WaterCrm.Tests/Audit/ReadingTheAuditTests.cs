using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Audit.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Components;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Audit;

public abstract class ReadingTheAuditTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Someone.Start(provider, postgres, services => services
        .AddSingleton<IStringLocalizerFactory, KernelWords>().AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>)).AddSingleton<LocalFormat>());

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_filter_shows_what_it_names()
    {
        var person = await Someone.Add(harness, "Lan", StandardRoles.Team);
        harness.Clock.Advance(TimeSpan.FromDays(1));
        await harness.Send(new DeactivatePerson(person));

        Assert.Equal("people.person-deactivated", (await Find(new AuditFilter { Subject = person }))[0].Row.Action);
        Assert.Equal(["people.person-deactivated", "people.person-added"], (await Find(new AuditFilter { Subject = person })).Select(l => l.Row.Action));
        Assert.Equal([person], (await Find(new AuditFilter { What = "people.person-deactivated" })).Select(l => l.Row.Subject!.Value));
        Assert.Contains(await Find(new AuditFilter { Module = "WaterCrm.Kernel" }), l => l.Row.Action == "people.person-added");
        Assert.Empty(await Find(new AuditFilter { Module = "WaterCrm.Complaints" }));
        var today = DateOnly.FromDateTime(harness.Clock.GetUtcNow().UtcDateTime.AddHours(7));
        Assert.Equal("people.person-deactivated", Assert.Single(await Find(new AuditFilter { From = today, To = today })).Row.Action);
        Assert.DoesNotContain(await Find(new AuditFilter { To = today.AddDays(-1) }), l => l.Row.Action == "people.person-deactivated");
        Assert.Empty(await Find(new AuditFilter { From = today.AddDays(1), To = DateOnly.MaxValue }));
    }

    [Fact]
    public async Task Who_did_it_is_found_by_a_part_of_the_name_and_parts_of_the_system_by_theirs()
    {
        var lan = await Someone.Add(harness, "Lan Anh", StandardRoles.Team);
        var other = await Someone.Add(harness, "Binh", StandardRoles.Team);
        harness.Actor.Become(lan, "Lan Anh", []);
        await harness.Send(new ExportAudit());
        harness.Actor.Become(other, "Binh", []);
        await harness.Send(new ExportPeople());
        await Write("system:night", null, 1);

        Assert.Equal("audit.exported", Assert.Single(await Find(new AuditFilter { Who = "lan" })).Row.Action);
        Assert.Equal("people.exported", Assert.Single(await Find(new AuditFilter { Who = "BINH" })).Row.Action);
        Assert.Equal("system:night", Assert.Single(await Find(new AuditFilter { Who = "system:night" })).Row.ActorName);
        Assert.Empty(await Find(new AuditFilter { Who = "nobody of that name" }));
    }

    [Fact]
    public async Task Old_and_new_value_are_told_in_words()
    {
        var person = await Someone.Add(harness, "Lan", StandardRoles.Team);
        await harness.Send(new DeactivatePerson(person));
        await harness.Send(new ChangeSettings(new PeopleSettings { LockMinutes = 20 }));

        var deactivated = Assert.Single(await Find(new AuditFilter { What = "people.person-deactivated" }));
        Assert.Equal("Deactivated a person", deactivated.What);
        Assert.Equal($"/staff/people/{person}", deactivated.Url);
        Assert.Equal(new ValueLine("Is active", "yes", "no", false), Assert.Single(deactivated.Records[0].Values, v => v.Name == "Is active"));
        Assert.Contains(deactivated.Records[0].Values, v => v is { Name: "Security stamp", New: "secret", Hidden: true });

        var settings = Assert.Single(await Find(new AuditFilter { What = "settings.changed" })).Records.Single();
        Assert.Equal("Signing in", settings.Name);
        Assert.Equal(new ValueLine("The first wait", "15", "20", false), Assert.Single(settings.Values));
    }

    [Fact]
    public async Task What_no_module_knows_any_more_is_shown_as_stored_and_its_values_only_to_those_who_may_read_personal_ones()
    {
        await Write("somebody", """[{"entity":"GoneThing","id":"0196f000-0000-7000-8000-000000000001","kind":"Modified","values":{"OldName":["a","b"]}}]""", 1, "gone.changed");

        var line = Assert.Single(await Find(new AuditFilter { What = "gone.changed" }));
        Assert.Equal("gone.changed", line.What);
        Assert.Equal(new ValueLine("Old name", "personal", "personal", true), Assert.Single(line.Records[0].Values));
        var allowed = Assert.Single((await harness.Send(new FindAudit(new AuditFilter { What = "gone.changed" }, Personal: true))).Lines);
        Assert.Equal(new ValueLine("Old name", "a", "b", false), Assert.Single(allowed.Records[0].Values));
    }

    [Fact]
    public async Task A_hundred_thousand_entries_are_paged_without_gap_or_repetition()
    {
        await Write("system:night", null, 100_000);
        await harness.Send(new FindAudit(new AuditFilter()));
        var watch = Stopwatch.StartNew();

        List<DateTime> seen = [];
        string? after = null;
        for (var page = 0; page < 20; page++)
        {
            var found = await harness.Send(new FindAudit(new AuditFilter { Who = "system:night" }, After: after));
            Assert.Equal(FindAudit.PageSize, found.Lines.Count);
            seen.AddRange(found.Lines.Select(l => l.Row.At));
            after = found.Next;
        }

        TestContext.Current.SendDiagnosticMessage($"20 pages of 100,000 entries took {watch.Elapsed.TotalMilliseconds:0} ms");
        Assert.Equal(1000, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(), seen);
        Assert.Equal(FindAudit.PageSize, (await harness.Send(new FindAudit(new AuditFilter(), After: "forged"))).Lines.Count);
        Assert.Equal(FindAudit.PageSize, (await harness.Send(new FindAudit(new AuditFilter(), After: Cursor.Write("-5", "x")))).Lines.Count);
    }

    [Fact]
    public async Task Every_filter_is_read_by_an_index_in_the_order_of_the_page()
    {
        if (provider is DatabaseProvider.Postgres) return;   // the plan is asked of SQLite, whose planner does not depend on statistics here
        await Write("system:night", null, 100);
        await using var scope = harness.Services.CreateAsyncScope();
        var find = ActivatorUtilities.CreateInstance<FindAuditHandler>(scope.ServiceProvider);
        var lan = await Someone.Add(harness, "Lan", StandardRoles.Team);
        AuditFilter[] filters = [new(), new() { What = "people.exported" }, new() { Who = "lan" }, new() { Who = "system:night" }, new() { Subject = lan }, new() { From = new DateOnly(2026, 1, 1) }];
        foreach (var filter in filters)
            foreach (var after in new[] { null, Cursor.Write("638000000000000000", "7") })
            {
                var plan = await Plan((await find.Page(new FindAudit(filter, After: after), TestContext.Current.CancellationToken)).CreateDbCommand());
                Assert.True(plan.Contains("USING INDEX IX_kernel_audit_", StringComparison.Ordinal) && !plan.Contains('\n'), $"{filter}: {plan}");
            }
    }

    private async Task<IReadOnlyList<AuditLine>> Find(AuditFilter filter) => (await harness.Send(new FindAudit(filter))).Lines;

    private async Task Write(string who, string? changes, int count, string action = "night.done")
    {
        await using var hold = await harness.Database.Writing.Enter("test", TestContext.Current.CancellationToken);
        var at = harness.Database.IsSqlite ? "strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || i || ' minutes')" : "timestamp '2026-01-01' + i * interval '1 minute'";
        await hold.Execute(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count.ToString(CultureInfo.InvariantCulture)}) INSERT INTO kernel_audit (at, action, actor_name, changes) SELECT {at}, @action, @who, @changes FROM n",
            TestContext.Current.CancellationToken, ("@action", action), ("@who", who), ("@changes", changes));
        await hold.Commit(TestContext.Current.CancellationToken);
    }

    private static async Task<string> Plan(System.Data.Common.DbCommand command)
    {
        await using (command)
        {
            if (command.Connection!.State != System.Data.ConnectionState.Open) await command.Connection.OpenAsync(TestContext.Current.CancellationToken);
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            List<string> lines = [];
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(rows.GetString(3));
            return string.Join('\n', lines);
        }
    }
}

public sealed class ReadingTheAuditInSqliteTests(PostgresServer postgres) : ReadingTheAuditTests(DatabaseProvider.Sqlite, postgres);

public sealed class ReadingTheAuditInPostgresTests(PostgresServer postgres) : ReadingTheAuditTests(DatabaseProvider.Postgres, postgres);
