using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Modularity.Verbs;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Incoming;

/// <summary>Mails that a server lays into a folder are taken once, whatever ends the program meanwhile, and none stands in another's way.</summary>
public abstract class TakingAFolderTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private MailRoom room = null!;
    private string folder = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        room = await MailRoom.Open(provider, postgres, 0);
        folder = Directory.CreateDirectory(Path.Combine(room.Harness.Folder, "drop")).FullName;
    }

    public ValueTask DisposeAsync() => room?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Each_mail_is_taken_and_moved_and_what_is_no_mail_lies_beside_its_reason()
    {
        Lay("1.eml", Mails.Of("Nước yếu"));
        Lay("2.eml", []);
        Lay("3.eml", Mails.Of("Mất nước", id: "m2@example.org"));

        Assert.Equal(1, await Receive("--folder", folder));
        Assert.Equal(0, await Receive("--folder", folder));

        Assert.Equal(["done/1.eml", "done/3.eml", "refused/2.eml", "refused/2.eml.reason.txt"], Files());
        Assert.Equal("This is no mail that can be read. It is empty.\n", File.ReadAllText(Path.Combine(folder, "refused", "2.eml.reason.txt")));
        Assert.Equal(2, await Taken());
    }

    [Fact]
    public async Task A_run_that_was_killed_between_taking_and_moving_is_ended_by_the_next_one()
    {
        Lay("1.eml", Mails.Of("Nước yếu"));
        Assert.Null((await room.Harness.Send(new TakeReceivedMail(Mails.Of("Nước yếu")))).Error);

        Assert.Equal(0, await Receive("--folder", folder));

        Assert.Equal(["done/1.eml"], Files());
        Assert.Equal(1, await Taken());
        Assert.Equal(1, await room.Harness.Read<KernelDbContext, int>(db => db.Outbox.CountAsync(Token)));
    }

    [Fact]
    public async Task A_file_that_is_being_written_and_a_hidden_one_are_left()
    {
        Lay("1.eml", Mails.Of("Nước yếu"));
        Lay(".2.eml", Mails.Of("Mất nước", id: "m2@example.org"));
        File.SetLastWriteTimeUtc(Path.Combine(folder, "1.eml"), room.Clock.GetUtcNow().UtcDateTime.AddSeconds(-1));

        Assert.Equal(0, await Receive("--folder", folder));
        Assert.Equal(0, await Taken());
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Receive("--folder", folder));

        Assert.Equal([".2.eml", "done/1.eml"], Files());
    }

    [Fact]
    public async Task While_one_process_is_at_a_folder_another_does_nothing_there()
    {
        Lay("1.eml", Mails.Of("Nước yếu"));
        await using (new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(0, await Receive("--folder", folder));

        Assert.Equal(["1.eml"], Files());
    }

    [Fact]
    public async Task Of_two_mails_with_one_name_neither_is_lost_and_one_that_cannot_be_read_now_keeps_no_other_from_it()
    {
        Lay("1.eml", Mails.Of("Nước yếu"));
        await Receive("--folder", folder);
        Lay("0.eml", Mails.Of("Khóa", id: "m3@example.org"));
        Lay("1.eml", Mails.Of("Mất nước", id: "m2@example.org"));
        await using (new FileStream(Path.Combine(folder, "0.eml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(1, await Receive("--folder", folder));

        Assert.Equal(["0.eml", "done/1.eml", "done/1.eml.1"], Files());
        Assert.Equal(2, await Taken());
    }

    [Fact]
    public async Task One_file_is_taken_where_it_lies_and_a_wrong_call_is_named()
    {
        var file = Lay("1.eml", Mails.Of("Nước yếu"));

        Assert.Equal(0, await Receive(file));
        Assert.Equal(0, await Receive(file));
        Assert.Equal(1, await Receive(Lay("2.eml", "no mail"u8.ToArray())));
        Assert.Equal(VerbArguments.WrongUse, await Receive(file + ".gone"));
        Assert.Equal(VerbArguments.WrongUse, await Receive("--folder", folder, file));
        Assert.Equal(VerbArguments.WrongUse, await Receive("--folder", folder + ".gone"));

        Assert.Equal(1, await Taken());
        Assert.True(File.Exists(file));
    }

    private string Lay(string name, byte[] mail)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, mail);
        return path;
    }

    private async Task<int> Receive(params string[] words)
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<MessagesVerb>(scope.ServiceProvider).RunAsync(["receive", .. words], Token);
    }

    private Task<int> Taken() => room.Harness.Read<KernelDbContext, int>(db => db.TakenMails.CountAsync(m => m.Kind == MailKind.New, Token));

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Where(f => f != ".lock").Order(StringComparer.Ordinal);
}

public sealed class TakingAFolderOnSqliteTests(PostgresServer postgres) : TakingAFolderTests(DatabaseProvider.Sqlite, postgres);

public sealed class TakingAFolderOnPostgresTests(PostgresServer postgres) : TakingAFolderTests(DatabaseProvider.Postgres, postgres);
