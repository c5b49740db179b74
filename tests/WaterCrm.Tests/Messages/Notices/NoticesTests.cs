using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Notices;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Notices;

/// <summary>A notice is there with the commit of its command, for one person and nobody else.</summary>
public abstract class NoticesTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private static readonly Guid Mai = new("0195c0de-0000-7000-8000-00000000000a"), Duc = new("0195c0de-0000-7000-8000-00000000000b");

    private MailRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        room = await MailRoom.Open(provider, postgres, 0, services: s => s.AddSubjectPage("complaint", id => $"/staff/complaints/{id}"));
        Be(Mai, "Lê Thị Mai");
    }

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_notice_has_arrived_at_once_and_goes_to_no_transport()
    {
        var id = await Order(Mai);

        Assert.Equal(0, await room.Send());

        var message = await room.Find(id);
        Assert.Equal((MessageState.Delivered, (Guid?)Mai, (DateTime?)room.Clock.Utc(), (DateTime?)null), (message.State, message.PersonId, message.EndedAt, message.ReadAt));
        var found = await Found();
        Assert.Equal((id, 1), (Assert.Single(found.Rows).Id, found.Unread));
        Assert.Equal(1, await Counted());
    }

    [Fact]
    public async Task Nobody_sees_opens_or_marks_anothers_whatever_he_asks_for()
    {
        var hers = await Order(Mai);
        Be(Duc, "Nguyễn Văn Đức");

        Assert.Empty((await Found()).Rows);
        Assert.Equal(0, await Counted());
        Assert.Equal(KernelErrors.NotFound, (await room.Harness.Send(new OpenNotice(hers))).Error);
        Assert.Equal(0, (await room.Harness.Send(new ReadAllNotices())).Value);
        Assert.Null((await room.Find(hers)).ReadAt);
        Assert.Equal("messages.no-person", (await room.Order(MailRoom.Mail("Mai") with { Channel = MessageChannels.App })).Error?.Code);
    }

    [Fact]
    public async Task A_mail_to_the_same_person_is_no_notice_and_cannot_be_opened_as_one()
    {
        var mail = (await room.Order(MailRoom.Mail() with { PersonId = Mai })).Value.Id;

        Assert.Empty((await Found()).Rows);
        Assert.Equal(KernelErrors.NotFound, (await room.Harness.Send(new OpenNotice(mail))).Error);
    }

    [Fact]
    public async Task Opening_leads_to_what_it_is_about_and_is_noted_once()
    {
        var (id, other) = (await Order(Mai), await Order(Mai, "other", ("nothing-we-know", Guid.NewGuid())));

        var opened = (await room.Harness.Send(new OpenNotice(id))).Value;
        var at = room.Clock.Utc();
        room.Clock.Advance(TimeSpan.FromMinutes(5));
        await room.Harness.Send(new OpenNotice(id));

        Assert.Equal($"/staff/complaints/{MailRoom.Complaint}", opened.Url);
        Assert.Equal(at, (await room.Find(id)).ReadAt);
        Assert.Null((await room.Harness.Send(new OpenNotice(other))).Value.Url);
        Assert.Equal(0, (await Found()).Unread);
        Assert.Equal(2, await room.Harness.Read<KernelDbContext, int>(db => db.Audit.CountAsync(a => a.Action == "notices.opened", Token)));
    }

    [Fact]
    public async Task All_are_marked_at_once_but_not_what_comes_later()
    {
        foreach (var purpose in new[] { "a", "b", "c" }) await Order(Mai, purpose);
        var later = (await room.Order(Notice(Mai, "later") with { NotBefore = room.Clock.Utc().AddHours(1) })).Value.Id;
        Assert.Equal(3, (await Found()).Unread);

        Assert.Equal(3, (await room.Harness.Send(new ReadAllNotices())).Value);

        Assert.Equal(0, await Counted());
        room.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(later, Assert.Single((await room.Harness.Send(new FindNotices(Unread: true))).Rows).Id);
    }

    [Fact]
    public async Task Seventy_are_paged_newest_first_and_none_twice()
    {
        for (var i = 0; i < 70; i++)
        {
            await Order(Mai, $"p{i}");
            if (i % 7 is 0) room.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var unread in new[] { false, true })
        {
            List<NoticeRow> read = [];
            string? after = null;
            do
            {
                var page = await room.Harness.Send(new FindNotices(unread, after));
                read.AddRange(page.Rows);
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(70, read.Select(r => r.Id).Distinct().Count());
            Assert.Equal(read.Select(r => r.CreatedAt).OrderDescending(), read.Select(r => r.CreatedAt));
        }

        Assert.Equal(30, (await room.Harness.Send(new FindNotices(Unread: false, "%%%"))).Rows.Count);
    }

    private Task<NoticesFound> Found() => room.Harness.Send(new FindNotices(Unread: false));

    private async Task<int> Counted()
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        return (await ActivatorUtilities.CreateInstance<NoticeCounter>(scope.ServiceProvider).CountAsync(Token)).GetValueOrDefault(NoticesMenu.Entry);
    }

    private static Envelope Notice(Guid person, string purpose) => MailRoom.Mail(person.ToString(), purpose) with { Channel = MessageChannels.App };

    private async Task<Guid> Order(Guid person, string purpose = "tasks.new", (string, Guid)? about = null) => (await room.Order(Notice(person, purpose) with { About = about ?? ("complaint", MailRoom.Complaint) })).Value.Id;

    private void Be(Guid id, string name) => room.Harness.Actor.Become(id, name, []);
}

public sealed class NoticesOnSqliteTests(PostgresServer postgres) : NoticesTests(DatabaseProvider.Sqlite, postgres);

public sealed class NoticesOnPostgresTests(PostgresServer postgres) : NoticesTests(DatabaseProvider.Postgres, postgres);
