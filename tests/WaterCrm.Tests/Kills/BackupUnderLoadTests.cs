using System.Net;
using Microsoft.Data.Sqlite;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Commands;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Kills;

/// <summary>People work all the while a backup is made. What comes back keeps every rule of a whole database, and everything that was promised before the backup began.</summary>
[Trait("Category", "Long")]
public sealed class BackupUnderLoadTests(PostgresServer postgres) : IDisposable
{
    private const string Password = "ba con vịt xòe";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-backup-load-");

    private readonly Ledger ledger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task It_comes_back_whole_with_everything_that_was_promised_before(DatabaseProvider provider)
    {
        var (here, there) = (await Settings(provider, "here"), await Settings(provider, "there"));
        var modules = HostProcess.LayModules(Path.Combine(folder.FullName, "modules"));
        string[] common = ["--Modules:Path", modules];
        var (staff, promised) = (new CookieContainer(), new Ledger());
        await using (var host = await HostProcess.Start(here.AppData, modules, here.Configuration, Token))
        {
            await BecomeAdministrator(host, staff);
            var load = new MixedLoad(host, ledger, staff, 3_000, who => new Random(who)).RunUntilKilled();
            while (ledger.Promises < 60) await Task.Delay(10, Token);
            Remember(promised);
            var backup = await Called.Run(here.AppData, ["backup", "--to", folder.FullName, .. common, .. Words(here.Configuration)]);
            Assert.True(backup.Code == 0, backup.ToString());
            Assert.True(ledger.Promises > promised.Promises, "nobody worked meanwhile");
            await host.Kill();
            await load;
        }

        var restored = await Called.Run(there.AppData, ["restore", Directory.GetFiles(folder.FullName, "*.zip").Single(), .. common, .. Words(there.Configuration)]);
        Assert.True(restored.Code == 0, restored.ToString());
        foreach (var import in ledger.Imports) promised.Imports[import.Key] = import.Value;
        await using (var evidence = await Evidence.Open(provider, there.Connection, promised, there.AppData))
            Assert.Empty(Invariants.All.Keys.Where(name => !Invariants.OnlyWhenQuiet(name)).SelectMany(name => Invariants.Breaches(name, evidence).Take(5).Select(breach => $"{name}: {breach}")));

        var deep = await Called.Run(there.AppData, ["doctor", "--deep", .. common, .. Words(there.Configuration)]);
        // An import that was cut off makes the cases of its open complaints when it is taken up again.
        Assert.DoesNotMatch("(?m)^RED  (file|files|numbers|outbox|references|search) ", deep.Out);
        Assert.Empty(ledger.Problems);
    }

    private async Task BecomeAdministrator(HostProcess host, CookieContainer staff)
    {
        using var visitor = new Visitor(host.Address, staff, ledger);
        var setup = await host.SetupLink(Token);
        Assert.NotNull(await visitor.Send(await visitor.Open(setup), setup, ("Name", "Trần Văn Nam"), ("SignInName", "nam"), ("Password", Password), ("PasswordAgain", Password)));
    }

    /// <summary>What had been answered at this moment. A code whose number nobody has read yet is only waited for.</summary>
    private void Remember(Ledger promised)
    {
        foreach (var (code, number) in ledger.Codes.ToArray().Where(c => c.Value is not null)) promised.Codes[code] = number;
        foreach (var (words, code) in ledger.Reports.ToArray()) promised.Reports[words] = code;
        foreach (var (from, to) in new[] { (ledger.Recorded, promised.Recorded), (ledger.Customers, promised.Customers), (ledger.AnsweredTasks, promised.AnsweredTasks), (ledger.Reopened, promised.Reopened), (ledger.Suggestions, promised.Suggestions) })
            foreach (var id in from) to.Add(id);
        foreach (var words in ledger.Additions) promised.Additions.Add(words);
    }

    private async Task<(string AppData, string Connection, (string, string)[] Configuration)> Settings(DatabaseProvider provider, string name)
    {
        var data = Path.Combine(folder.FullName, name);
        if (provider is DatabaseProvider.Sqlite) return (data, new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "watercrm.db"), Pooling = false }.ToString(), []);
        Needs.Met(PostgresServer.Missing);
        var connection = await postgres.CreateDatabaseAsync(Token);
        return (data, connection, [("Database:Provider", "Postgres"), ("Database:ConnectionString", connection)]);
    }

    private static string[] Words((string Key, string Value)[] settings) => [.. settings.SelectMany(s => new[] { "--" + s.Key, s.Value })];
}
