using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

public abstract class ClosingAndReopeningTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_case_that_ends_closes_the_complaint_and_tells_the_others_that_it_was_in_time()
    {
        var recorded = await Closed();

        var complaint = (await desk.Find(recorded.Id))!;
        Assert.False(complaint.IsOpen);
        Assert.Equal(desk.Harness.Clock.Utc(), complaint.ClosedAt);
        Assert.Equal(complaint.ClosedAt, complaint.SortAt);
        Assert.Null(complaint.DueAt);
        Assert.Contains("\"resolvedInTime\":true", await Said("complaints.closed"));
    }

    [Fact]
    public async Task It_is_not_fixed_opens_it_again_within_thirty_days()
    {
        var recorded = await Closed();
        desk.Harness.Clock.Advance(TimeSpan.FromDays(29));

        var reopened = await desk.Harness.Send(new ReopenComplaint { ComplaintId = recorded.Id, Reason = "Dry again since noon", ByCustomer = true });

        Assert.Null(reopened.Error);
        var complaint = (await desk.Find(recorded.Id))!;
        Assert.True(complaint.IsOpen);
        Assert.Equal((1, CaseGroup.Open, "assess"), (complaint.Reopened, complaint.Group, complaint.Step));
        Assert.Null(complaint.ClosedAt);
        Assert.Equal("Dry again since noon", Assert.Single((await desk.Harness.Send(new ShowComplaint(recorded.Id)))!.Additions).Text);
        Assert.Contains("\"byCustomer\":true", await Said("complaints.reopened"));
    }

    [Theory]
    [InlineData(2_001), InlineData(4_000)]
    public async Task A_reason_as_long_as_the_form_allows_is_kept_by_the_complaint_and_its_case(int length)
    {
        var recorded = await Closed();

        Assert.Null((await desk.Harness.Send(new ReopenComplaint { ComplaintId = recorded.Id, Reason = new string('x', length), ByCustomer = true })).Error);

        Assert.Contains((await desk.Case(recorded.Id)).History, h => h.Comment?.Length == length);
        Assert.Equal(length, Assert.Single((await desk.Harness.Send(new ShowComplaint(recorded.Id)))!.Additions).Text.Length);
    }

    [Fact]
    public async Task Reopened_on_the_page_of_its_case_it_is_counted_and_told_like_any_other()
    {
        var recorded = await Closed();

        Assert.Null((await desk.Harness.Send(new ReopenCase((await desk.Case(recorded.Id)).CaseId, "The sewer smells again"))).Error);

        Assert.Equal((1, true), ((await desk.Find(recorded.Id))!.Reopened, (await desk.Find(recorded.Id))!.IsOpen));
        Assert.Contains("\"byCustomer\":false", await Said("complaints.reopened"));
    }

    [Fact]
    public async Task After_thirty_days_it_is_reported_anew()
    {
        var recorded = await Closed();
        desk.Harness.Clock.Advance(TimeSpan.FromDays(31));

        var refused = await desk.Harness.Send(new ReopenComplaint { ComplaintId = recorded.Id, Reason = "Dry again", ByCustomer = true });

        Assert.Equal("complaints.too-late-to-reopen", refused.Error?.Code);
        Assert.False((await desk.Find(recorded.Id))!.IsOpen);
        Assert.False((await desk.Harness.Send(new TrackComplaint(recorded.Code)))!.MayBeReopened);
    }

    [Fact]
    public async Task It_is_reopened_once_however_often_the_button_is_pressed()
    {
        var recorded = await Closed();
        var again = new ReopenComplaint { ComplaintId = recorded.Id, Reason = "Dry again", ByCustomer = true };

        Assert.Null((await desk.Harness.Send(again)).Error);
        Assert.Equal("complaints.not-closed", (await desk.Harness.Send(again)).Error?.Code);
        Assert.Equal(1, (await desk.Find(recorded.Id))!.Reopened);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\u200B")]
    public async Task A_reopening_without_a_reason_is_refused_at_its_field(string reason)
    {
        var recorded = await Closed();

        var refused = await desk.Harness.Send(new ReopenComplaint { ComplaintId = recorded.Id, Reason = reason });

        Assert.Equal("Reason", Assert.Single(refused.Error!.Fields).Field);
    }

    private async Task<RecordedComplaint> Closed()
    {
        var recorded = await desk.Record();
        await desk.Answer(recorded.Id, "refer-on");
        await desk.Answer(recorded.Id, "referred", ("body", "City drainage company"), ("sent", "The whole report"), ("told", "yes"));
        return recorded;
    }

    private Task<string> Said(string name) => desk.Harness.Read<KernelDbContext, string>(db => db.Outbox.Where(e => e.Name == name).Select(e => e.Payload).SingleAsync());
}

public sealed class ClosingAndReopeningOnSqliteTests(PostgresServer postgres) : ClosingAndReopeningTests(DatabaseProvider.Sqlite, postgres);

public sealed class ClosingAndReopeningOnPostgresTests(PostgresServer postgres) : ClosingAndReopeningTests(DatabaseProvider.Postgres, postgres);
