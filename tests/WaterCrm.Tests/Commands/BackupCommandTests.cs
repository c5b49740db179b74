using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Kills;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Commands;

/// <summary><c>backup</c>, <c>restore</c> and <c>doctor --drill</c> in processes of their own, beside a server.</summary>
public sealed class BackupCommandTests(PostgresServer postgres) : IDisposable
{
    private readonly DataFolder data = new(), elsewhere = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        data.Dispose();
        elsewhere.Dispose();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_running_server_holds_is_saved_tried_and_works_on_another_machine_on_which_everybody_signs_in_anew(DatabaseProvider provider)
    {
        var (here, there) = (await Settings(provider), await Settings(provider));
        var to = Path.Combine(elsewhere.Path, "backups");
        if (provider is DatabaseProvider.Sqlite) await Demonstration.CopyTo(data.Path);
        else await Demonstration.Make(data.Path, here);
        var unused = await Called.Run(data.Path, ["users", "invite", "lan.backup", "--name", "Lan", "--role", "Care staff", .. Words(here)]);
        var door = unused.Out[unused.Out.IndexOf("/password/", StringComparison.Ordinal)..].Trim();
        Called backup, full, drill;
        await using (var server = await HostProcess.Start(data.Path, HostProcess.BuiltModules, here, Token))
        {
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
            Assert.True(await AsksForPassword(server, door));
            using var signedIn = await browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "nam.trial"), ("Password", Someone.Password));
            Assert.NotEqual("0", await Sessions(data.Path, here));

            backup = await Called.Run(data.Path, ["backup", "--to", to, .. Words(here)]);
            var file = Assert.Single(Directory.GetFiles(to, "*.zip"));
            full = await Called.Run(data.Path, ["restore", file, .. Words(here)]);
            drill = await Called.Run(data.Path, ["doctor", "--drill", "--backup", file, .. Words(here)]);
            Assert.Contains("Made a backup by hand", await browser.GetStringAsync("/staff/admin/audit?what=backups.made", Token), StringComparison.Ordinal);
        }

        Assert.Equal((0, ""), (backup.Code, backup.Error));
        Assert.Contains("It was read back and is whole.", backup.Out, StringComparison.Ordinal);
        Assert.Equal(1, full.Code);
        Assert.Contains("only into an empty place", full.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (drill.Code, drill.Error));
        Assert.Contains("The backup is good", drill.Out, StringComparison.Ordinal);
        Assert.All(["cases", "files", "references", "search"], check => Assert.Matches($"(?m)^    ok   {check} ", drill.Out));
        Assert.False(Directory.Exists(Path.Combine(data.Path, "drill")));
        if (provider is DatabaseProvider.Postgres) Assert.Empty(await Databases(here[1].Value, "%_drill"));

        var saved = Directory.GetFiles(to, "*.zip")[0];
        var restored = await Called.Run(elsewhere.Path + "/new", ["restore", saved, .. Words(there)]);
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        var deep = await Called.Run(elsewhere.Path + "/new", ["doctor", "--deep", .. Words(there)]);
        Assert.Equal((0, ""), (deep.Code, deep.Error));
        await using var other = await HostProcess.Start(elsewhere.Path + "/new", HostProcess.BuiltModules, there, Token);
        // A cookie that was looked at less than a minute ago is believed until it is looked at again; what it is compared with then is not there.
        Assert.Equal("0", await Sessions(elsewhere.Path + "/new", there));
        Assert.False(await AsksForPassword(other, door));
        using var anew = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = other.Address };
        using var again = await anew.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "nam.trial"), ("Password", Someone.Password));
        Assert.Equal("/staff", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_backup_that_is_killed_leaves_none_and_the_next_tidies_up()
    {
        Assert.Equal(0, (await Called.Run(data.Path, "migrate")).Code);
        await Ballast();
        var (folder, half) = (Path.Combine(data.Path, "backups"), new DirectoryInfo(Path.Combine(data.Path, "backups", ".watercrm-backup.new")));
        using (var killed = Process.Start(HostProcess.Program(["backup", "--AppData", data.Path]))!)
        {
            while (!killed.HasExited && !File.Exists(Path.Combine(half.FullName, "backup.zip"))) await Task.Delay(5, Token);
            killed.Kill();
            await killed.WaitForExitAsync(Token);
            Assert.NotEqual(0, killed.ExitCode);
        }

        Assert.True(half.Exists);
        Assert.Empty(Directory.GetFiles(folder, "*.zip"));
        var next = await Called.Run(data.Path, "backup");

        half.Refresh();
        Assert.Equal((0, false), (next.Code, half.Exists));
        Assert.Single(Directory.GetFiles(folder, "*.zip"));
    }

    [Fact]
    public async Task What_there_is_not_or_is_no_backup_is_said_and_a_restore_that_was_cut_off_stops_the_start()
    {
        var none = await Called.Run(data.Path, "backup");
        var noFile = await Called.Run(data.Path, "restore", Path.Combine(data.Path, "no.zip"));
        await File.WriteAllTextAsync(Path.Combine(elsewhere.Path, "some.zip"), "no zip", Token);
        var noZip = await Called.Run(data.Path, "restore", Path.Combine(elsewhere.Path, "some.zip"));
        Assert.False(File.Exists(data.Database));
        Directory.CreateDirectory(Path.Combine(data.Path, "restore.new"));
        var start = await Called.Run(data.Path, "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal([1, 2, 1, 1], new[] { none, noFile, noZip, start }.Select(c => c.Code));
        Assert.Contains("There is no data in", none.Error, StringComparison.Ordinal);
        Assert.Contains("There is no file", noFile.Error, StringComparison.Ordinal);
        Assert.Contains("is no backup", noZip.Error, StringComparison.Ordinal);
        Assert.Contains("was cut off", start.Error, StringComparison.Ordinal);
        Assert.All([none, noFile, noZip], called => Assert.DoesNotContain("   at ", called.All, StringComparison.Ordinal));
        Assert.False(File.Exists(data.Database));
    }

    [Fact]
    public async Task Where_the_programs_of_PostgreSQL_are_missing_it_says_what_to_install()
    {
        var settings = await Settings(DatabaseProvider.Postgres);
        Assert.Equal(0, (await Called.Run(data.Path, ["migrate", .. Words(settings)])).Code);

        var refused = await Called.Run(data.Path, ["backup", .. Words(settings), "--Backup:PostgresPrograms", elsewhere.Path]);

        Assert.Equal(1, refused.Code);
        Assert.Contains("The program pg_dump of PostgreSQL was not found. Install PostgreSQL's client programs", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(data.Path, "backups"), "*.zip"));
    }

    [Fact]
    public async Task A_drill_says_when_what_comes_back_is_not_well()
    {
        await Demonstration.CopyTo(data.Path);
        var nothing = await Called.Run(data.Path, "doctor", "--drill");
        await using (var connection = new SqliteConnection($"Data Source={data.Database};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using var damage = connection.CreateCommand();
            damage.CommandText = "UPDATE complaints_complaint SET \"Step\" = 'elsewhere'";
            await damage.ExecuteNonQueryAsync(Token);
        }

        Assert.Equal(0, (await Called.Run(data.Path, "backup")).Code);
        var drill = await Called.Run(data.Path, "doctor", "--drill");

        Assert.Equal((1, 1), (nothing.Code, drill.Code));
        Assert.Contains("There is no backup in", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("the list says step elsewhere", drill.Out, StringComparison.Ordinal);
        Assert.Contains("what is in it is not well", drill.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(data.Path, "drill")));
    }

    /// <summary>Own words of some size, so that a backup is not done before it can be killed.</summary>
    private async Task Ballast()
    {
        var content = new byte[48 << 20];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(data.Path, "Localization", "ballast"), content, Token);
    }

    private async Task<(string Key, string Value)[]> Settings(DatabaseProvider provider)
    {
        if (provider is DatabaseProvider.Sqlite) return [];
        Needs.Met(PostgresServer.Missing);
        return [("Database:Provider", "Postgres"), ("Database:ConnectionString", await postgres.CreateDatabaseAsync(Token))];
    }

    private static async Task<bool> AsksForPassword(HostProcess host, string link)
    {
        using var browser = new HttpClient { BaseAddress = host.Address };
        using var answer = await browser.GetAsync(link, Token);
        return (await answer.Content.ReadAsStringAsync(Token)).Contains("name=\"PasswordAgain\"", StringComparison.Ordinal);
    }

    private static async Task<string> Sessions(string folder, (string Key, string Value)[] settings)
    {
        await using System.Data.Common.DbConnection opened = settings.Length == 0 ? new SqliteConnection($"Data Source={folder}/watercrm.db;Pooling=False") : new NpgsqlConnection(settings[1].Value + ";Pooling=false");
        await opened.OpenAsync(Token);
        await using var count = opened.CreateCommand();
        count.CommandText = "SELECT count(*) FROM kernel_session";
        return Convert.ToString(await count.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static async Task<List<string>> Databases(string connection, string like)
    {
        await using var opened = new NpgsqlConnection(connection + ";Pooling=false");
        await opened.OpenAsync(Token);
        await using var query = new NpgsqlCommand($"SELECT datname FROM pg_database WHERE datname LIKE '{like}'", opened);
        await using var rows = await query.ExecuteReaderAsync(Token);
        List<string> found = [];
        while (await rows.ReadAsync(Token)) found.Add(rows.GetString(0));
        return found;
    }

    private static string[] Words((string Key, string Value)[] settings) => [.. settings.SelectMany(s => new[] { "--" + s.Key, s.Value })];
}
