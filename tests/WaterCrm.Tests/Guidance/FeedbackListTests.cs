using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Guidance;

public abstract class FeedbackListTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Harness.Start(provider, postgres, []);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_said_is_kept_with_who_when_page_version_and_language_and_can_be_done_and_opened_again()
    {
        harness.Actor.Become(Guid.NewGuid(), "Hoa", []);
        var id = (await harness.Send(new SendFeedback("  The button is missing. ", "/staff/zones"))).Value;
        var row = (await harness.Send(new ShowFeedback(id, Personal: true)))!;

        Assert.Equal(("The button is missing.", "/staff/zones", "Hoa", harness.Clock.Utc(), "en", RemarkState.Open), (row.Text, row.Page, row.By, row.At, row.Language, row.State));
        Assert.Matches(@"^\d+\.\d+", row.Release);
        Assert.Null((await harness.Send(new SettleFeedback(id, "Put it back."))).Error);
        Assert.Equal("feedback.done-already", (await harness.Send(new SettleFeedback(id, "Again."))).Error!.Code);
        Assert.Equal(new FeedbackCounts(0, 1), await harness.Send(new CountFeedback()));
        Assert.Null((await harness.Send(new ReopenFeedback(id))).Error);
        Assert.Equal("feedback.open-already", (await harness.Send(new ReopenFeedback(id))).Error!.Code);
        Assert.Equal((RemarkState.Open, "Put it back.", null), ((await harness.Send(new ShowFeedback(id, true)))!.State, (await harness.Send(new ShowFeedback(id, true)))!.Note, (await harness.Send(new ShowFeedback(id, true)))!.DoneBy));
        Assert.Equal(["feedback.sent", "feedback.done", "feedback.reopened"], await harness.Read<KernelDbContext, List<string>>(db => db.Audit.Where(a => a.Subject == id).OrderBy(a => a.Sequence).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task One_form_is_kept_once_however_often_it_is_sent()
    {
        var form = FormKey.New();

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => harness.Send(new SendFeedback("Twice?", "/report", form))));

        Assert.Single(sent.Select(s => s.Value).Distinct());
        Assert.Equal(1, (await harness.Send(new CountFeedback())).Open);
    }

    [Fact]
    public async Task Who_may_not_know_the_sender_sees_neither_name_nor_number_nor_address()
    {
        harness.Actor.Become(Guid.NewGuid(), "Hoa", []);
        var id = (await harness.Send(new SendFeedback("Call Mr Nam, 0912 345 678 or nam@example.org, about step 12.", "/staff"))).Value;
        await harness.Send(new SettleFeedback(id, "Called +84 912-345-678."));

        var hidden = Assert.Single((await harness.Send(new FindFeedback(null, Personal: false))).Rows);

        Assert.Equal(("Call Mr Nam, ••• or •••, about step 12.", null, "Called •••."), (hidden.Text, hidden.By, hidden.Note));
    }

    [Fact]
    public async Task A_hundred_thousand_are_paged_and_counted_by_an_index_alone()
    {
        await Fill(100_000);
        List<Guid> read = [];
        string? after = null;
        for (var page = 0; page < 3; page++)
        {
            var found = await harness.Send(new FindFeedback(RemarkState.Open, false, after));
            read.AddRange(found.Rows.Select(r => r.Id));
            Assert.All(found.Rows, r => Assert.Equal(RemarkState.Open, r.State));
            after = found.Next;
        }

        Assert.Equal(150, read.Distinct().Count());
        Assert.Equal(new FeedbackCounts(90_000, 10_000), await harness.Send(new CountFeedback()));
        if (!harness.Database.IsSqlite) return;   // PostgreSQL decides by its own figures
        foreach (var state in new RemarkState?[] { null, RemarkState.Open, RemarkState.Done })
        {
            var plan = await Plan(h => h.Page(new FindFeedback(state, false, after)));
            Assert.StartsWith($"SEARCH k USING INDEX IX_kernel_feedback_{(state is null ? "" : "State_")}At_Id (", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", plan, StringComparison.Ordinal);
        }

        Assert.StartsWith("SEARCH k USING COVERING INDEX", await Plan(h => h.Count(RemarkState.Open).Select(r => r.State)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_of_one_moment_are_all_shown_once()
    {
        for (var i = 0; i < 7; i++) await harness.Send(new SendFeedback($"Number {i}", "/staff"));
        List<string> read = [];
        string? after = null;
        do
        {
            var found = await harness.Send(new FindFeedback(null, false, after, Size: 3));
            read.AddRange(found.Rows.Select(r => r.Text));
            after = found.Next;
        }
        while (after is not null && read.Count < 100);   // a cursor that does not move would go on for ever

        Assert.Equal(7, read.Count);
        Assert.Equal(7, read.Distinct().Count());
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("WyJhIiwiYiJd")]
    [InlineData("WyItNSIsIjAwIl0")]
    [InlineData("WyItNSIsIjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwIl0")]   // a moment before the first
    [InlineData("WyI5MjIzMzcyMDM2ODU0Nzc1ODA3IiwiMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAiXQ")]   // and one after the last
    public async Task A_broken_place_in_the_address_means_the_first_page(string after)
    {
        await harness.Send(new SendFeedback("Here", "/staff"));

        Assert.Single((await harness.Send(new FindFeedback(null, false, after))).Rows);
    }

    private Task Fill(int count) => harness.Services.GetRequiredService<CommandRunner>().Run<Result<int>>("test", async (services, token) =>
    {
        var sqlite = harness.Database.IsSqlite;
        var (id, at) = sqlite ? ("randomblob(16)", "printf('2026-%02d-%02d 08:00:00', 1 + n % 12, 1 + n % 28)") : ("gen_random_uuid()", "timestamptz '2026-01-01 08:00:00Z' + (n % 336) * interval '1 day'");
        var rows = sqlite ? $"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count})" : $"WITH s AS (SELECT generate_series(1, {count}) AS n)";
        return await services.GetRequiredService<CommandScope>().Hold!.Execute(
            $"{rows} INSERT INTO kernel_feedback (\"Id\", \"Text\", \"Page\", \"Release\", \"Language\", \"At\", \"State\", \"Version\") " +
            $"SELECT {id}, 'Text ' || n, '/staff', '1.0', 'en', {at}, CASE WHEN n % 10 = 0 THEN 'Done' ELSE 'Open' END, 0 FROM s", token);
    }, TestContext.Current.CancellationToken);

    private async Task<string> Plan<T>(Func<FindFeedbackHandler, IQueryable<T>> asked)
    {
        await using var scope = harness.Services.CreateAsyncScope();
        var handler = (FindFeedbackHandler)scope.ServiceProvider.GetRequiredService<IRequestHandler<FindFeedback, FeedbackFound>>();
        var command = asked(handler).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await command.Connection!.OpenAsync(TestContext.Current.CancellationToken);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> lines = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(rows.GetString(3));
        return string.Join('\n', lines);
    }
}

public sealed class FeedbackListOnSqliteTests(PostgresServer postgres) : FeedbackListTests(DatabaseProvider.Sqlite, postgres);

public sealed class FeedbackListOnPostgresTests(PostgresServer postgres) : FeedbackListTests(DatabaseProvider.Postgres, postgres);
