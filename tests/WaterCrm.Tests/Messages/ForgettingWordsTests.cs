using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Log;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages;

/// <summary>Words of old messages are forgotten; that they were sent is not, and what still waits keeps its words.</summary>
public abstract class ForgettingWordsTests(DatabaseProvider provider, PostgresServer postgres)
{
    [Fact]
    public async Task What_ended_long_ago_loses_its_words_and_what_waits_or_is_younger_keeps_them()
    {
        await using var room = await MailRoom.Open(provider, postgres, 0);
        await room.Set(new SendingSettings { KeepWordsDays = 30 });
        List<Guid> old = [];
        for (var i = 0; i < 201; i++) old.Add((await room.Order(MailRoom.Mail($"a{i}@example.org"))).Value.Id);   // one more than are forgotten at once
        foreach (var id in old[1..]) await MessageRows.Stands(room.Harness.Database, id, MessageState.Sent);
        await Ended(room, old[1..]);
        room.Clock.Advance(TimeSpan.FromDays(31));
        var young = (await room.Order(MailRoom.Mail("young@example.org"))).Value.Id;
        await MessageRows.Stands(room.Harness.Database, young, MessageState.Sent);
        await Ended(room, [young]);

        await using var scope = room.Harness.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<MessageCleanUp>(scope.ServiceProvider).DoWorkAsync(scope.ServiceProvider, TestContext.Current.CancellationToken);

        Assert.Equal([old[0], young], (await room.Harness.Read<KernelDbContext, List<Guid>>(db => db.Set<MessageContent>().Select(c => c.MessageId).ToListAsync())).Order());
        var shown = (await room.Harness.Send(new ShowMessage(old[1], Personal: true)))!;
        Assert.Equal((null, "Nguyễn Thị Hoa", false), (shown.Text, shown.Row.Name, shown.HoldsSecret));
    }

    private static async Task Ended(MailRoom room, IEnumerable<Guid> ids)
    {
        await using var hold = await room.Harness.Database.Writing.Enter("test", TestContext.Current.CancellationToken);
        foreach (var id in ids) await hold.Execute("UPDATE kernel_message SET \"EndedAt\" = @now WHERE \"Id\" = @id", TestContext.Current.CancellationToken, ("@now", room.Clock.GetUtcNow().UtcDateTime), ("@id", id));
        await hold.Commit(TestContext.Current.CancellationToken);
    }
}

public sealed class ForgettingWordsOnSqliteTests(PostgresServer postgres) : ForgettingWordsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ForgettingWordsOnPostgresTests(PostgresServer postgres) : ForgettingWordsTests(DatabaseProvider.Postgres, postgres);
