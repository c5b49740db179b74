using System.Text.Json;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

public abstract class TrackingTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whoever_has_the_code_sees_the_stages_and_nothing_about_people()
    {
        var recorded = await desk.Record();
        await desk.Harness.Send(new AddToComplaint { ComplaintId = recorded.Id, Text = "Chó dữ trong sân", ByCustomer = true });

        var tracked = (await desk.Harness.Send(new TrackComplaint(recorded.Code)))!;

        Assert.Equal(recorded.Number, tracked.Number);
        Assert.Contains(tracked.Stages, s => s.State is StageState.Current);
        Assert.Single(tracked.Additions);
        var told = JsonSerializer.Serialize(tracked, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.All(["Hoa", "0912", "Lê Lợi", "sáng nay", "Chó dữ"], personal => Assert.DoesNotContain(personal, told));
    }

    [Theory]
    [InlineData("7K2M-9QXD-04RT-W8ZB"), InlineData("C-2026-000001"), InlineData("nonsense"), InlineData("")]
    public async Task A_code_that_opens_nothing_opens_nothing_whatever_it_looks_like(string code)
    {
        await desk.Record();

        Assert.Null(await desk.Harness.Send(new TrackComplaint(code)));
    }

    [Fact]
    public async Task The_customer_adds_and_the_work_list_shows_it_until_somebody_has_gone_on()
    {
        var recorded = await desk.Record();
        desk.Harness.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await desk.Harness.Send(new AddToComplaint { ComplaintId = recorded.Id, Text = "It runs into the cellar", ByCustomer = true })).Error);

        var row = Assert.Single((await desk.Harness.Send(new FindComplaints(new WorkFilter()))).Rows);
        Assert.Equal(desk.Harness.Clock.Utc(), row.AddedAt);
        var added = Assert.Single((await desk.Harness.Send(new ShowComplaint(recorded.Id)))!.Additions);
        Assert.Null(added.Author);
    }

    [Fact]
    public async Task Somebody_of_the_utility_adds_under_their_name()
    {
        var recorded = await desk.Record();

        await desk.Harness.Send(new AddToComplaint { ComplaintId = recorded.Id, Text = "Valve is closed" });

        var view = (await desk.Harness.Send(new ShowComplaint(recorded.Id)))!;
        Assert.Equal("Hoa", Assert.Single(view.Additions).Author);
        Assert.Empty((await desk.Harness.Send(new TrackComplaint(recorded.Code)))!.Additions);
    }

    [Fact]
    public async Task Nobody_fills_the_page_without_end()
    {
        var recorded = await desk.Record();
        for (var i = 0; i < 30; i++) Assert.Null((await desk.Harness.Send(new AddToComplaint { ComplaintId = recorded.Id, Text = $"{i}", ByCustomer = true })).Error);

        Assert.Equal("complaints.too-many-additions", (await desk.Harness.Send(new AddToComplaint { ComplaintId = recorded.Id, Text = "31", ByCustomer = true })).Error?.Code);
    }

    [Fact]
    public async Task An_open_complaint_is_not_reopened()
    {
        var recorded = await desk.Record();

        var refused = await desk.Harness.Send(new ReopenComplaint { ComplaintId = recorded.Id, Reason = "still dry", ByCustomer = true });

        Assert.Equal("complaints.not-closed", refused.Error?.Code);
        Assert.Equal(CaseGroup.Open, (await desk.Find(recorded.Id))!.Group);
    }
}

public sealed class TrackingOnSqliteTests(PostgresServer postgres) : TrackingTests(DatabaseProvider.Sqlite, postgres);

public sealed class TrackingOnPostgresTests(PostgresServer postgres) : TrackingTests(DatabaseProvider.Postgres, postgres);
