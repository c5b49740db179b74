using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Complaints;

public abstract class RecordingAComplaintTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ComplaintDesk.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_report_gets_a_number_of_the_year_a_code_and_a_running_case()
    {
        var recorded = await desk.Record();

        Assert.Equal("C-2026-000001", recorded.Number);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", recorded.Code);
        var complaint = (await desk.Find(recorded.Id))!;
        Assert.True(complaint.IsOpen);
        Assert.Equal("assess", complaint.Step);   // received and acknowledged by the answer itself
        Assert.Equal(complaint.DueAt, complaint.SortAt);
        Assert.Equal(CaseGroup.Open, complaint.Group);
        Assert.NotNull(complaint.CaseId);
    }

    [Fact]
    public async Task The_same_form_sent_again_gives_the_same_number_and_the_same_code()
    {
        var report = A.Report();
        var first = await desk.Record(report);
        var second = await desk.Record(report with { Text = "sent again" });

        Assert.Equal(first, second);
        Assert.Equal(1, await Count());
        Assert.Equal(1, await desk.Harness.Read<KernelDbContext, int>(db => db.Outbox.CountAsync(e => e.Name == "complaints.reported")));
    }

    [Fact]
    public async Task The_same_form_sent_five_times_at_once_makes_one_complaint()
    {
        var report = A.Report();
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Record(report)));

        Assert.Single(all.Select(r => r.Number).Distinct());
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task Numbers_have_no_gap_after_a_report_that_was_refused()
    {
        await desk.Record();
        Assert.NotNull((await desk.Send(A.Report() with { Kind = "no-such-kind" })).Error);

        Assert.Equal("C-2026-000002", (await desk.Record()).Number);
    }

    [Fact]
    public async Task A_letter_still_has_to_be_acknowledged()
    {
        var recorded = await desk.Record(A.Report() with { Channel = Channel.Letter, Kind = "letter" });

        Assert.Equal("acknowledge", (await desk.Find(recorded.Id))!.Step);
    }

    [Fact]
    public async Task Emoji_and_all_three_scripts_are_kept_as_they_were_typed()
    {
        const string Text = "Nước bẩn 😡 水很脏 👨‍👩‍👧";
        var recorded = await desk.Record(A.Report() with { Text = Text });

        Assert.Equal(Text, (await desk.Find(recorded.Id))!.Text);
    }

    [Theory]
    [InlineData("a\0b"), InlineData("broken \uFFFD bytes"), InlineData("half a pair \uD83D")]
    public async Task What_cannot_be_read_is_refused_at_its_field_and_nothing_is_saved(string text)
    {
        var refused = await desk.Send(A.Report() with { Text = text });

        Assert.Equal("Text", Assert.Single(refused.Error!.Fields).Field);
        Assert.Equal(0, await Count());
    }

    [Theory]
    [InlineData(" "), InlineData("\u200B\u200B"), InlineData("\u00AD \u2060")]
    public async Task A_place_that_nobody_can_see_is_none(string place)
    {
        var refused = await desk.Send(A.Report() with { Place = place });

        Assert.Equal("Place", Assert.Single(refused.Error!.Fields).Field);
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_refused_with_the_limit()
    {
        var refused = await desk.Send(A.Report() with { Text = new string('x', 100_000), Place = new string('y', 100_000) });

        Assert.Equal(["Place", "Text"], refused.Error!.Fields.Select(f => f.Field).Order());
        Assert.Contains("4,000", refused.Error.Fields.Single(f => f.Field == "Text").Message);
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_telephone_a_mail_address_and_half_a_position_are_checked()
    {
        var refused = await desk.Send(A.Report() with { ContactPhone = "call me", ContactEmail = "hoa(at)example.com", Latitude = 10.5 });

        Assert.Equal(["ContactEmail", "ContactPhone", "Latitude"], refused.Error!.Fields.Select(f => f.Field).Order());
    }

    [Fact]
    public async Task The_place_of_Chinese_characters_alone_fits_its_key()
    {
        var recorded = await desk.Record(A.Report() with { Place = new string('水', 200) });

        Assert.Equal(200, (await desk.Find(recorded.Id))!.Place.Length);
    }

    [Fact]
    public async Task The_database_does_not_hold_the_code_nor_what_it_is_made_of()
    {
        var report = A.Report();
        var recorded = await desk.Record(report);

        var complaint = (await desk.Find(recorded.Id))!;
        var receipt = await desk.Harness.Read<ComplaintsDbContext, Receipt>(db => db.Set<Receipt>().SingleAsync());
        Assert.Equal(TrackingCode.Typed(recorded.Code).Hash, complaint.CodeHash);
        Assert.NotEqual(report.Form.ToBytes(), receipt.Form);
        Assert.NotEqual(complaint.CodeHash, receipt.Form);
    }

    private Task<int> Count() => desk.Harness.Read<ComplaintsDbContext, int>(db => db.Complaints.CountAsync());
}

public sealed class RecordingAComplaintOnSqliteTests(PostgresServer postgres) : RecordingAComplaintTests(DatabaseProvider.Sqlite, postgres);

public sealed class RecordingAComplaintOnPostgresTests(PostgresServer postgres) : RecordingAComplaintTests(DatabaseProvider.Postgres, postgres);
