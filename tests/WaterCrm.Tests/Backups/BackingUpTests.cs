using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Backups;

/// <summary>A backup holds everything, of one moment, and comes back as it was.</summary>
public abstract class BackingUpTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Storeroom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await Storeroom.Open(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_restored_is_what_was_backed_up_but_for_what_opens_doors_and_what_was_under_way()
    {
        await Write("INSERT INTO kernel_job (\"Id\", \"Kind\", \"Title\", \"Parameters\", \"CreatedAt\", \"CreatedBy\", \"State\", \"Done\", \"Total\", \"CancelAsked\", \"HeldBy\", \"Version\") VALUES (@id, 'import', 'x', '{}', @now, 'x', 'Running', 0, 1, @no, 'x:1:2', 1)");
        await Write("INSERT INTO kernel_lease (name, holder, until) VALUES ('x', 'x:1:2', @now)");
        List<(long Done, long Total)> told = [];

        var made = await room.BackUp(tell: (done, total) => told.Add((done, total)));
        var place = await room.NewPlace();
        var restored = await room.Restore(made.Path, place);

        Assert.Equal("watercrm-20260302-020000Z.zip", Path.GetFileName(made.Path));
        Assert.Equal((FakeTime.Monday.UtcDateTime, provider), (restored.MadeAt, restored.Provider));
        Assert.Equal(4, restored.Database.Rows["complaints_complaint"]);
        Assert.Equal(["kernel_lease has 0 rows instead of 1"], restored.Database.Differences(place.Contents().Rows));
        Assert.Equal("Cancelled", Assert.Single(place.Texts("SELECT \"State\" FROM kernel_job WHERE \"FilesRemovedAt\" IS NOT NULL AND \"HeldBy\" IS NULL")));
        var photo = Assert.Single(place.Texts("SELECT sha256 FROM kernel_file"));
        Assert.Equal(new[] { "Localization/WaterCrm.Complaints/vi.po", $"files/{photo[..2]}/{photo}", "forms-of-address.json", "keys/key-1.xml" }.Order(StringComparer.Ordinal), place.Files);
        Assert.All(place.Files, name => Assert.Equal(File.ReadAllBytes(Path.Combine(room.Data, name)), File.ReadAllBytes(Path.Combine(place.Folder, name))));
        Assert.True(told.SequenceEqual(told.OrderBy(t => t.Done)) && told[^1].Done == told[^1].Total);
        Assert.Equal([made.Path], BackupFolder.In(room.Backups).Select(b => b.Path));
        Assert.Equal([".watercrm-backup.lock", "notes.txt", Path.GetFileName(made.Path)], Directory.EnumerateFileSystemEntries(room.Backups).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Path));
    }

    [Fact]
    public async Task Two_backups_of_one_second_are_two_files()
    {
        var (first, second) = (await room.BackUp(), await room.BackUp());

        Assert.NotEqual(first.Path, second.Path);
        Assert.Equal(2, BackupFolder.In(room.Backups).Count());
    }

    [Fact]
    public async Task A_backup_made_while_others_write_is_of_one_moment()
    {
        using var end = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var writing = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await room.Desk.Record();
                begun.TrySetResult();
            }
        })).ToArray();
        await begun.Task;

        var made = await room.BackUp();
        await end.CancelAsync();
        await Task.WhenAll(writing);
        var place = await room.NewPlace();
        await room.Restore(made.Path, place);

        var counted = place.Texts("SELECT count(*) FROM complaints_complaint")[0];
        Assert.NotEqual(counted, (await room.Desk.Harness.Read<WaterCrm.Complaints.Data.ComplaintsDbContext, int>(db => db.Complaints.CountAsync(Token))).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(["SELECT count(*) FROM sops_case", "SELECT last FROM kernel_number", "SELECT count(*) FROM complaints_search", "SELECT count(*) FROM kernel_audit WHERE action = 'complaints.recorded'"], sql => Assert.Equal(counted, place.Texts(OfThisDatabase(sql))[0]));
        Assert.Empty(place.Texts("SELECT c.\"Number\" FROM complaints_complaint c LEFT JOIN sops_case s ON s.\"Id\" = c.\"CaseId\" WHERE s.\"Id\" IS NULL"));
    }

    [Fact]
    public async Task What_the_backup_says_of_itself_can_be_read_without_the_program()
    {
        var made = await room.BackUp();

        await using var zip = await ZipFile.OpenReadAsync(made.Path, Token);
        using var said = await System.Text.Json.JsonDocument.ParseAsync(await zip.GetEntry("manifest.json")!.OpenAsync(Token), cancellationToken: Token);

        Assert.Equal(provider.ToString(), said.RootElement.GetProperty("provider").GetString());
        Assert.Equal("2026-03-02T02:00:00Z", said.RootElement.GetProperty("madeAt").GetString());
        Assert.Matches(@"^\d+_\w+$", said.RootElement.GetProperty("database").GetProperty("migrations").GetProperty("complaints").GetString());
        Assert.Equal(zip.Entries.Count - 1, said.RootElement.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_lost_file_is_named_and_keeps_nothing_else_from_being_saved()
    {
        var photo = Directory.EnumerateFiles(Path.Combine(room.Data, "files"), "*", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(photo, "damaged", Token);
        var damaged = await room.BackUp();
        room.Clock.Advance(TimeSpan.FromHours(1));
        File.Delete(photo);
        var lost = await room.BackUp();

        Assert.Equal([Path.GetFileName(photo)], damaged.Manifest.Missing);
        Assert.Equal([Path.GetFileName(photo)], lost.Manifest.Missing);
        await room.Restore(lost.Path, await room.NewPlace());
    }

    [Fact]
    public async Task A_place_that_is_not_empty_is_left_as_it_is()
    {
        var made = await room.BackUp();
        var (full, touched) = (await room.NewPlace(), await room.NewPlace());
        await room.Restore(made.Path, full);
        await File.WriteAllTextAsync(Path.Combine(touched.Folder, "forms-of-address.json"), "mine", Token);
        var before = full.Contents();

        var (ofFull, ofTouched) = (await room.Refused(made.Path, full), await room.Refused(made.Path, touched));

        Assert.Contains("only into an empty place", ofFull, StringComparison.Ordinal);
        Assert.Contains(provider is DatabaseProvider.Sqlite ? full.Folder : "the table ", ofFull, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(touched.Folder, "forms-of-address.json"), ofTouched, StringComparison.Ordinal);
        Assert.Empty(before.Differences(full.Contents().Rows));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(touched.Folder, "forms-of-address.json"), Token));
        Assert.Equal(["forms-of-address.json"], touched.Files);
    }

    [Fact]
    public async Task A_restore_that_was_cut_off_goes_on_and_the_program_does_not_start_before()
    {
        var made = await room.BackUp();
        var place = await room.NewPlace();
        Unpack(made.Path, Path.Combine(place.Folder, "restore.new"), onlyHalf: true);
        Assert.Contains("was cut off", Assert.Throws<BackupRefusedException>(() => HalfRestored.Refuse(place.Folder)).Message, StringComparison.Ordinal);
        await room.Restore(made.Path, place);
        HalfRestored.Refuse(place.Folder);

        var second = await room.NewPlace();
        Unpack(made.Path, Path.Combine(second.Folder, "restore.done"), onlyHalf: false);
        Directory.Move(Path.Combine(second.Folder, "restore.done", "data", "keys"), Path.Combine(second.Folder, "keys"));   // so far it had come
        Assert.Throws<BackupRefusedException>(() => HalfRestored.Refuse(second.Folder));
        room.Clock.Advance(TimeSpan.FromHours(1));
        await room.Desk.Record();
        var other = await room.BackUp();
        Assert.Contains("lies another backup whose restore was cut off", await room.Refused(other.Path, second), StringComparison.Ordinal);
        await room.Restore(made.Path, second);

        HalfRestored.Refuse(second.Folder);
        Assert.Empty(place.Contents().Differences(second.Contents().Rows));
        Assert.Equal(place.Files, second.Files);
    }

    private static void Unpack(string backup, string folder, bool onlyHalf)
    {
        using var zip = ZipFile.OpenRead(backup);
        foreach (var entry in zip.Entries.Take(onlyHalf ? 2 : int.MaxValue))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, entry.FullName))!);
            entry.ExtractToFile(Path.Combine(folder, entry.FullName));
        }
    }

    private async Task Write(string sql)
    {
        await using var hold = await room.Desk.Harness.Database.Writing.Enter("test", Token);
        await hold.Execute(sql, Token, ("@id", Guid.NewGuid()), ("@now", FakeTime.Monday.UtcDateTime), ("@no", false));
        await hold.Commit(Token);
    }

    private string OfThisDatabase(string sql) => provider is DatabaseProvider.Sqlite ? sql.Replace("complaints_search", "complaints_search_docsize", StringComparison.Ordinal) : sql;
}

public sealed class BackingUpOnSqliteTests(PostgresServer postgres) : BackingUpTests(DatabaseProvider.Sqlite, postgres);

public sealed class BackingUpOnPostgresTests(PostgresServer postgres) : BackingUpTests(DatabaseProvider.Postgres, postgres);
