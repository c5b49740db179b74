using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Backups;

/// <summary>A file that is no whole backup for this place is refused in words, and nothing of it reaches the place.</summary>
public sealed class RefusingBackupsTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string Words = "data/Localization/WaterCrm.Complaints/vi.po";

    private Storeroom room = null!;
    private MadeBackup made = null!;

    public static TheoryData<string, string> Changes => new()
    {
        { "content", $"{Words} is not what it was" },
        { "longer", $"{Words} is not what it was" },
        { "gone", $"{Words} is not in it" },
        { "extra", "'data/keys/mine.xml' of which its manifest.json knows nothing" },
        { "twice", "'DATA/KEYS/key-1.xml', which no backup has" },
        { "../../evil", "'../../evil', which no backup has" },
        { "data/../../evil", "'data/../../evil', which no backup has" },
        { "/etc/evil", "'/etc/evil', which no backup has" },
        { "data\\..\\evil", "'data\\..\\evil', which no backup has" },
        { "data/C:/evil", "'data/C:/evil', which no backup has" },
        { "elsewhere/evil", "'elsewhere/evil', which no backup has" },
        { "no-manifest", "it has no manifest.json" },
        { "manifest", "its manifest.json cannot be read" },
        { "nothing", "its manifest.json cannot be read" },
        { "format", "was made by a newer version" },
        { "version", "was made by a newer version: the program has version" },
        { "migration", "was made by a newer version: WaterCrm.Complaints does not know the migration 99991231000000_Later" },
        { "provider", "The backup is of PostgreSQL, and this place is set up for SQLite" },
        { "rows", "complaints_complaint has 4 rows instead of 9" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        room = await Storeroom.Open(DatabaseProvider.Sqlite, postgres);
        made = await room.BackUp();
    }

    public async ValueTask DisposeAsync() => await room.DisposeAsync();

    [Theory, MemberData(nameof(Changes))]
    public async Task What_was_changed_is_named(string change, string said)
    {
        var place = await room.NewPlace();
        await Change(change);

        var refused = await room.Refused(made.Path, place);

        Assert.Contains(said, refused, StringComparison.Ordinal);
        Assert.True(place.IsEmpty);
        Assert.False(File.Exists(Path.Combine(place.Folder, "..", "evil")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK no zip at all")]
    public async Task A_file_that_is_no_zip_is_refused(string content)
    {
        await File.WriteAllTextAsync(made.Path, content, Token);

        Assert.Contains("is no backup", await room.Refused(made.Path, await room.NewPlace()), StringComparison.Ordinal);
    }

    /// <summary>Wherever a byte is damaged: what comes back is what was saved, or nothing.</summary>
    [Fact]
    public async Task A_damaged_byte_anywhere_is_noticed_or_does_no_harm()
    {
        var whole = await File.ReadAllBytesAsync(made.Path, Token);
        var clean = await room.NewPlace();
        await room.Restore(made.Path, clean);
        var (dice, refused, restored) = (new Random(7), 0, 0);
        // Some everywhere, and many where the list of contents stands.
        foreach (var at in Enumerable.Range(0, 40).Select(i => (int)((long)i * whole.Length / 40)).Concat(Enumerable.Range(0, 40).Select(_ => whole.Length - 1 - dice.Next(900))))
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << dice.Next(8));
            await File.WriteAllBytesAsync(made.Path, damaged, Token);
            var place = await room.NewPlace();
            try
            {
                await room.Restore(made.Path, place);
                restored++;
                Assert.Empty(clean.Contents().Differences(place.Contents().Rows));
                Assert.All(clean.Files, name => Assert.Equal(File.ReadAllBytes(Path.Combine(clean.Folder, name)), File.ReadAllBytes(Path.Combine(place.Folder, name))));
            }
            catch (BackupRefusedException)
            {
                refused++;
                Assert.True(place.IsEmpty);
            }
        }

        Assert.True(refused > 40, $"{refused} refused, {restored} restored");
    }

    [Fact]
    public async Task Two_backups_into_one_folder_do_not_meet_and_what_a_killed_one_left_is_removed()
    {
        var half = Directory.CreateDirectory(Path.Combine(room.Backups, ".watercrm-backup.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "backup.zip"), "half", Token);
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (new FileStream(Path.Combine(room.Backups, ".watercrm-backup.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("is being made already", (await Assert.ThrowsAsync<BackupRefusedException>(() => room.BackUp())).Message, StringComparison.Ordinal);
            half.Refresh();
            Assert.True(half.Exists);
        }

        await room.BackUp();

        half.Refresh();
        Assert.False(half.Exists);
        Assert.Equal(2, BackupFolder.In(room.Backups).Count);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_and_a_database_that_is_damaged_leave_no_backup()
    {
        var file = Path.Combine(room.Data, "a-file");
        await File.WriteAllTextAsync(file, "x", Token);
        Assert.Contains(file, (await Assert.ThrowsAsync<BackupRefusedException>(() => room.BackUp(file))).Message, StringComparison.Ordinal);

        var folder = Path.Combine(room.Data, "others");
        await using (var hold = await room.Desk.Harness.Database.Writing.EnterBare(Token))
        {
            foreach (var sql in new[] { "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'IX_complaints_complaint_Number'" })
            {
                await using var command = hold.Connection.Statement(null, sql);
                await command.ExecuteNonQueryAsync(Token);
            }
        }

        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => room.BackUp(folder));
        Assert.Contains("the copy of the database is not what it should be", refused.Message, StringComparison.Ordinal);
        Assert.Equal([".watercrm-backup.lock"], Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)!));
    }

    private async Task Change(string change)
    {
        await using var zip = await ZipFile.OpenAsync(made.Path, ZipArchiveMode.Update, Token);
        switch (change)
        {
            case "content": Put(zip, Words, "OWN words"); break;
            case "longer": Put(zip, Words, "own words and more"); break;
            case "gone": zip.GetEntry(Words)!.Delete(); break;
            case "extra": Put(zip, "data/keys/mine.xml", "mine"); break;
            case "twice": Put(zip, "DATA/KEYS/key-1.xml", "mine"); break;
            case "no-manifest": zip.GetEntry("manifest.json")!.Delete(); break;
            case "manifest": Put(zip, "manifest.json", "{"); break;
            case "nothing": Put(zip, "manifest.json", """{ "format": 1 }"""); break;
            case "format": Manifest(zip, m => m["format"] = 2); break;
            case "version": Manifest(zip, m => m["version"] = "99.0.0"); break;
            case "migration": Manifest(zip, m => m["database"]!["migrations"]!["complaints"] = "99991231000000_Later"); break;
            case "provider": Manifest(zip, m => m["provider"] = "Postgres"); break;
            case "rows": Manifest(zip, m => m["database"]!["rows"]!["complaints_complaint"] = 9); break;
            default: Put(zip, change, "evil"); break;
        }
    }

    private static void Manifest(ZipArchive zip, Action<JsonNode> change)
    {
        JsonNode said;
        using (var content = zip.GetEntry("manifest.json")!.Open()) said = JsonNode.Parse(content)!;
        change(said);
        Put(zip, "manifest.json", said.ToJsonString());
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        zip.GetEntry(name)?.Delete();
        using var content = zip.CreateEntry(name).Open();
        content.Write(Encoding.UTF8.GetBytes(text));
    }
}
