using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Files;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Incoming;

namespace WaterCrm.Tests.Complaints;

/// <summary>A mail stands with the complaint it answers; one that answers none becomes a complaint.</summary>
public abstract class ComplaintsByMailTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private ComplaintDesk desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await ComplaintDesk.Open(provider, postgres);
        Assert.Null((await desk.Harness.Send(new ChangeSettings(new UtilitySettings { Name = "Cấp nước", Language = "vi" }))).Error);
    }

    public ValueTask DisposeAsync() => desk?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task An_answer_to_our_mail_stands_with_its_complaint_and_in_the_customers_timeline()
    {
        var customer = await Customer("hoa@example.org");
        var complaint = await desk.Record(A.Report() with { CustomerId = customer });
        var message = await Written(complaint.Id, customer);

        await Take(Mails.With(Pictures.Jpeg(), "leak.jpg", more: $"In-Reply-To: <{message:N}@water.example>\n"));
        await Take(Mails.Of("Tôi là chồng bà Hoa.", "ba@example.org", id: "m2@example.org", more: $"References: <x@y> <{message:N}@water.example>\n"));

        var additions = await desk.Harness.Read<ComplaintsDbContext, List<Addition>>(db => db.Additions.OrderBy(a => a.At).ThenBy(a => a.Text).ToListAsync(Token));
        Assert.Equal(["Từ ba@example.org:\nTôi là chồng bà Hoa.", "Xem ảnh."], additions.Select(a => a.Text).Order(StringComparer.Ordinal));
        Assert.All(additions, a => Assert.Equal((complaint.Id, (string?)null), (a.ComplaintId, a.Author)));
        Assert.Equal("leak.jpg", (await desk.Harness.Read<ComplaintsDbContext, Photo>(db => db.Photos.SingleAsync(Token))).Name);
        Assert.Equal(2, (await desk.Harness.Send(new ShowCustomer(customer)))!.Timeline.Count(i => i.Channel == WaterCrm.Customers.InteractionChannel.Email));
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task A_new_mail_becomes_a_complaint_of_the_one_customer_who_has_the_address()
    {
        var customer = await Customer("Hoa@Example.org");

        await Take(Mails.With(Pictures.Pdf(), "don.pdf", "Nguyễn Thị Hoa <hoa@example.org>"));
        await Take(Mails.Of(new string('x', 9_000), "stranger@example.org", subject: "", id: "m9@example.org"));

        var made = await All();
        Assert.Equal([(Channel.Mail, "other", (Guid?)customer, "hoa@example.org", TellBy.Mail), (Channel.Mail, "other", null, "stranger@example.org", TellBy.Mail)], made.Select(c => (c.Channel, c.Kind, c.CustomerId, c.ContactEmail!, c.TellBy)));
        Assert.Equal(("Ống vỡ\n\nXem ảnh.\nĐính kèm thêm: don.pdf", "Nguyễn Thị Hoa"), (made[0].Text, made[0].ContactName));
        Assert.Equal((4000, "xem thư từ stranger@example.org"), (made[1].Text.Length, made[1].Place));
        Assert.NotNull((await desk.Case(made[0].Id)).Current);
    }

    [Fact]
    public async Task A_number_joins_a_mail_to_the_writers_own_complaint_and_to_no_other()
    {
        var complaint = await desk.Record(A.Report() with { ContactEmail = "hoa@example.org" });

        await Take(Mails.Of($"Về {complaint.Number}: vẫn chưa có nước.", "HOA@example.org"));
        await Take(Mails.Of($"Về {complaint.Number}: hủy đi.", "somebody@example.org", id: "m2@example.org"));

        Assert.Equal(complaint.Id, (await desk.Harness.Read<ComplaintsDbContext, Addition>(db => db.Additions.SingleAsync(Token))).ComplaintId);
        Assert.Equal(2, await Count());
    }

    [Fact]
    public async Task A_mail_to_a_complaint_that_is_full_or_gone_is_kept_and_blocks_nothing()
    {
        var complaint = await desk.Record();
        var (message, lost) = (await Written(complaint.Id, null), await Written(Guid.NewGuid(), null));
        for (var i = 0; i <= Addition.Most; i++) await Take(Mails.Of($"{i}", id: $"m{i}@example.org", more: $"In-Reply-To: <{message:N}@water.example>\n"));
        await Take(Mails.Of("?", id: "l@example.org", more: $"In-Reply-To: <{lost:N}@water.example>\n"));

        Assert.Equal(Addition.Most, await desk.Harness.Read<ComplaintsDbContext, int>(db => db.Additions.CountAsync(Token)));
        Assert.Equal(Addition.Most + 2, await desk.Harness.Read<KernelDbContext, int>(db => db.TakenMails.CountAsync(Token)));
        Assert.Equal(0, await desk.Harness.Read<KernelDbContext, int>(db => db.Inbox.CountAsync(i => i.State != WaterCrm.Kernel.Data.Records.DeliveryState.Done, Token)));
    }

    private async Task<Guid> Customer(string email)
    {
        var made = await desk.Harness.Send(new RecordCustomer { Name = "Nguyễn Thị Hoa", Emails = [email] });
        Assert.Null(made.Error);
        return made.Value;
    }

    /// <summary>A mail of ours about a complaint, to hoa@example.org.</summary>
    private async Task<Guid> Written(Guid complaint, Guid? customer) => (await desk.Harness.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
        new Envelope { Purpose = "complaints.answered", About = ("complaint", complaint), Channel = MessageChannels.Email, Address = "hoa@example.org", Language = "vi", CustomerId = customer },
        new Wording("complaints.answered", MessageTopic.Service, "Trả lời", "Đã sửa."), token), Token)).Value.Id;

    private async Task Take(byte[] raw)
    {
        Assert.Null((await desk.Harness.Send(new TakeReceivedMail(raw))).Error);
        await desk.Harness.DeliverEvents();
    }

    private Task<List<Complaint>> All() => desk.Harness.Read<ComplaintsDbContext, List<Complaint>>(db => db.Complaints.OrderBy(c => c.Number).ToListAsync(Token));

    private async Task<int> Count() => (await All()).Count;
}

public sealed class ComplaintsByMailOnSqliteTests(PostgresServer postgres) : ComplaintsByMailTests(DatabaseProvider.Sqlite, postgres);

public sealed class ComplaintsByMailOnPostgresTests(PostgresServer postgres) : ComplaintsByMailTests(DatabaseProvider.Postgres, postgres);
