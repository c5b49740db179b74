using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

public abstract class WorkListTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Paging_over_equal_deadlines_shows_every_complaint_once_and_the_way_back_is_the_same()
    {
        for (var i = 0; i < 120; i++) await desk.Record();   // the clock stands still: all are due at the same moment

        var first = await Page();
        var second = await Page(after: first.Older);
        var third = await Page(after: second.Older);

        Assert.Equal([50, 50, 20], new[] { first, second, third }.Select(p => p.Rows.Count));
        var numbers = new[] { first, second, third }.SelectMany(p => p.Rows).Select(r => r.Number).ToList();
        Assert.Equal(Enumerable.Range(1, 120).Select(n => Numbers.Format("C", 2026, n)), numbers);
        Assert.Null(first.Newer);
        Assert.Null(third.Older);

        var back = await desk.Harness.Send(new FindComplaints(new WorkFilter(), Before: third.Newer));
        Assert.Equal(second.Rows.Select(r => r.Number), back.Rows.Select(r => r.Number));
        Assert.Equal(first.Rows.Select(r => r.Number), (await desk.Harness.Send(new FindComplaints(new WorkFilter(), Before: back.Newer))).Rows.Select(r => r.Number));
    }

    [Fact]
    public async Task What_is_due_first_stands_first_and_the_tabs_go_by_the_clock()
    {
        var leisurely = await desk.Record(A.Report() with { Kind = "billing" });
        await desk.Record(A.Report() with { Kind = "burst" });

        Assert.Equal(["burst", "billing"], (await Page()).Rows.OrderBy(r => r.DueAt).Select(r => r.Kind));
        Assert.Equal((await Page()).Rows.OrderBy(r => r.DueAt).Select(r => r.Number), (await Page()).Rows.Select(r => r.Number));
        Assert.Equal(0, (await Counts()).Late);

        desk.Harness.Clock.Advance(TimeSpan.FromDays(30));

        var counts = await Counts();
        Assert.Equal((2, 2, 0), (counts.Open, counts.Late, counts.Today));
        Assert.Equal(2, (await Page(new WorkFilter { Tab = WorkTab.Late })).Rows.Count);
        Assert.Empty((await Page(new WorkFilter { Tab = WorkTab.Closed })).Rows);
        Assert.NotNull(await desk.Find(leisurely.Id));
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_its_counts_alike()
    {
        await desk.Record(A.Report() with { Kind = "leak", Zone = "4", Channel = Channel.Phone });
        await desk.Record(A.Report() with { Kind = "leak", Zone = "5" });
        await desk.Record(A.Report() with { Kind = "billing", Zone = "4" });

        Assert.Equal(2, (await Page(new WorkFilter { Kind = "leak" })).Rows.Count);
        Assert.Equal(2, (await Counts(new WorkFilter { Kind = "leak" })).Open);
        Assert.Equal("5", Assert.Single((await Page(new WorkFilter { Kind = "leak", Zone = "5" })).Rows).Zone);
        Assert.Single((await Page(new WorkFilter { Channel = Channel.Phone })).Rows);
    }

    [Theory]
    [InlineData("le loi"), InlineData("12 Lê Lợi"), InlineData("C-2026-000001"), InlineData("khong co nuoc"), InlineData("0912345678"), InlineData("nguyễn")]
    public async Task Words_of_place_text_number_and_reporter_find_it_with_and_without_marks(string words)
    {
        await desk.Record();
        await desk.Record(A.Report() with { Place = "5 Trần Phú", Text = "Rò rỉ", ContactName = "王伟", ContactPhone = "0987 111 222" });

        var found = Assert.Single((await Page(new WorkFilter { Text = words })).Rows);
        Assert.Equal("C-2026-000001", found.Number);
    }

    [Fact]
    public async Task A_list_of_words_that_nothing_has_is_empty()
    {
        await desk.Record();

        Assert.Empty((await Page(new WorkFilter { Text = "zanzibar" })).Rows);
        Assert.Equal(0, (await Counts(new WorkFilter { Text = "zanzibar" })).Open);
    }

    [Fact]
    public async Task What_I_took_is_mine()
    {
        var recorded = await desk.Record();
        await desk.Record();
        await desk.Harness.Send(new WaterCrm.Sops.Features.ClaimTask((await desk.Case(recorded.Id)).Current!.TaskId));

        Assert.Equal(1, (await Counts()).Mine);
        Assert.Equal(recorded.Number, Assert.Single((await Page(new WorkFilter { Tab = WorkTab.Mine })).Rows).Number);
    }

    [Fact]
    public void A_place_in_the_list_that_somebody_wrote_by_hand_is_the_beginning() =>
        Assert.All([null, "", "nonsense", "bm9uc2Vuc2U", new string('A', 9000)], written => Assert.Null(RowPlace.Read(written)));

    private Task<ComplaintPage> Page(WorkFilter? filter = null, RowPlace? after = null) => desk.Harness.Send(new FindComplaints(filter ?? new WorkFilter(), after));

    private Task<WorkCounts> Counts(WorkFilter? filter = null) => desk.Harness.Send(new CountComplaints(filter ?? new WorkFilter()));
}

public sealed class WorkListOnSqliteTests(PostgresServer postgres) : WorkListTests(DatabaseProvider.Sqlite, postgres);

public sealed class WorkListOnPostgresTests(PostgresServer postgres) : WorkListTests(DatabaseProvider.Postgres, postgres);
