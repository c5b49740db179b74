using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Kills;

/// <summary>
/// Lets people work, kills the host at a random moment, looks, starts it again, looks again, and so on. The moments and what people do come from a seed,
/// which WATERCRM_SEED sets; how the threads meet is chance all the same.
/// </summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const string Password = "ba con vịt xòe";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(20);

    private readonly DatabaseProvider provider;
    private readonly string connectionString;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-kills-");
    private readonly CookieContainer staff = new();
    private readonly Dictionary<string, List<string>> breaches = Invariants.All.Keys.ToDictionary(name => name, _ => new List<string>());
    private HostProcess? host;

    private KillRun(DatabaseProvider provider, string? connectionString)
    {
        this.provider = provider;
        Seed = int.TryParse(Environment.GetEnvironmentVariable("WATERCRM_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();
        this.connectionString = connectionString ?? new SqliteConnectionStringBuilder { DataSource = Path.Combine(AppData, "watercrm.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
    }

    public int Seed { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>How long each start took, the first one with an empty database.</summary>
    public List<TimeSpan> Starts { get; } = [];

    /// <summary>What happened, for whoever has to find out why something broke.</summary>
    public List<string> Story { get; } = [];

    public string AppData => Path.Combine(folder.FullName, "data");

    /// <summary>The file of the database as it was looked at last.</summary>
    public string LastCopy { get; private set; } = "";

    public IReadOnlyList<string> BreachesOf(string invariant) => breaches[invariant];

    public static async Task<KillRun> Make(DatabaseProvider provider, PostgresServer postgres, int kills, int importRows)
    {
        var run = new KillRun(provider, provider is DatabaseProvider.Postgres ? await postgres.CreateDatabaseAsync() : null);
        try
        {
            await run.Run(kills, importRows);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task Run(int kills, int importRows)
    {
        Tell($"seed {Seed} on {provider}");
        var modules = HostProcess.LayModules(Path.Combine(folder.FullName, "modules"));
        await Start(modules);
        await BecomeAdministrator();
        for (var kill = 1; kill <= kills; kill++)
        {
            await KillInTheMiddle(kill, importRows);
            await Check($"after kill {kill}", quiet: false);
            await Start(modules);
            await SendAgain();
            await BecomeQuiet();
            await Check($"after start {kill}", quiet: true);
        }

        await OpenWhatWasGivenOut();
        foreach (var error in host!.Errors) Ledger.Problem(error);
    }

    private async Task Start(string modules)
    {
        (string, string)[] settings = provider is DatabaseProvider.Postgres ? [("Database:Provider", "Postgres"), ("Database:ConnectionString", connectionString)] : [];
        host = await HostProcess.Start(AppData, modules, settings, CancellationToken.None);
        Starts.Add(host.Took);
        Tell($"started in {host.Took.TotalSeconds:0.0} s");
    }

    private async Task BecomeAdministrator()
    {
        var setup = await host!.SetupLink(CancellationToken.None);
        using var visitor = new Visitor(host.Address, new CookieContainer(), Ledger);
        var made = await visitor.Send(await visitor.Open(setup), setup, ("Name", "Trần Văn Nam"), ("SignInName", "nam"), ("Password", Password), ("PasswordAgain", Password));
        Assert.Equal("/staff/admin/setup", made);
        await SignIn();
    }

    private async Task SignIn()
    {
        using var visitor = new Visitor(host!.Address, staff, Ledger);
        Assert.NotNull(await visitor.Send(await visitor.Open("/staff/sign-in"), "/staff/sign-in", ("Name", "nam"), ("Password", Password)));
    }

    private async Task KillInTheMiddle(int kill, int importRows)
    {
        // The moment is counted in promises, not in seconds: on a slow machine as much happens before it as on a fast one.
        var dice = DiceOf(kill, 99);
        var (promises, moment, since) = (Ledger.Promises + dice.Next(25, 100), TimeSpan.FromMilliseconds(dice.Next(100)), Stopwatch.GetTimestamp());
        var load = new MixedLoad(host!, Ledger, staff, importRows, who => DiceOf(kill, who)).RunUntilKilled();
        while (Ledger.Promises < promises && Stopwatch.GetElapsedTime(since) < LongestRound) await Task.Delay(10);
        await Task.Delay(moment);
        foreach (var error in host!.Errors) Ledger.Problem(error);
        await host.Kill();
        await load;
        await host.DisposeAsync();
        Tell($"killed {kill}: after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s; so far {Ledger}");
    }

    /// <summary>Whoever had no answer sends the form again, and gets one number all the same.</summary>
    private async Task SendAgain()
    {
        var again = 0;
        for (; Ledger.Unanswered.TryDequeue(out var form); again++)
        {
            using var visitor = new Visitor(host!.Address, form.Cookies, Ledger);
            await MixedLoad.TakeNumber(visitor, Ledger, form.Page, form.Typed, form.Words);
        }

        Tell($"{again} forms sent again");
    }

    private async Task BecomeQuiet()
    {
        var since = Stopwatch.GetTimestamp();
        await using var look = await Evidence.Open(provider, connectionString, Ledger, AppData);
        while (look.Find("""SELECT 'delivery', sequence FROM kernel_inbox WHERE state = 'Pending' UNION ALL SELECT 'job', "Done" FROM kernel_job WHERE "State" IN ('Waiting', 'Running')""") is { Count: > 0 } open)
        {
            if (Stopwatch.GetElapsedTime(since) > Patience) throw new InvalidOperationException($"Not quiet after {Patience}: {string.Join(", ", open.Take(5))}\n{string.Join('\n', Story)}");
            await Task.Delay(100);
        }

        Tell($"quiet after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
    }

    /// <summary>The file is looked at as a copy: nobody but the host itself recovers what the kill left behind.</summary>
    private async Task Check(string when, bool quiet)
    {
        var look = provider is DatabaseProvider.Sqlite ? Copy(quiet) : connectionString;
        await using var evidence = await Evidence.Open(provider, look, Ledger, AppData);
        foreach (var invariant in Invariants.All.Keys.Where(name => quiet || !Invariants.OnlyWhenQuiet(name)))
            breaches[invariant].AddRange(Invariants.Breaches(invariant, evidence).Take(20).Select(breach => $"{when}: {breach}"));
        if (File.Exists(LastCopy)) File.Delete(LastCopy);
        if (provider is DatabaseProvider.Sqlite) LastCopy = new SqliteConnectionStringBuilder(look).DataSource;
        Tell($"checked {when}: {breaches.Values.Sum(b => b.Count)} breaches");
    }

    private string Copy(bool quiet)
    {
        var copy = Path.Combine(folder.FullName, $"look-{Guid.NewGuid():N}.db");
        var connection = new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString();
        if (quiet)
        {
            using var source = new SqliteConnection(connectionString);
            using var target = new SqliteConnection(connection);
            source.Open();
            source.BackupDatabase(target);
            return connection;
        }

        File.Copy(Path.Combine(AppData, "watercrm.db"), copy);
        if (File.Exists(Path.Combine(AppData, "watercrm.db-wal"))) File.Copy(Path.Combine(AppData, "watercrm.db-wal"), copy + "-wal");
        return connection;
    }

    private async Task OpenWhatWasGivenOut()
    {
        using var visitor = new Visitor(host!.Address, new CookieContainer(), Ledger);
        foreach (var (code, number) in Ledger.Codes)
            if (!(await visitor.Open($"/track/{code}")).Body!.TextContent.Contains(number!, StringComparison.Ordinal)) Ledger.Problem($"The page of {code} does not say {number}");
    }

    private Random DiceOf(int kill, int who) => new(HashOf(Seed, kill, who));

    /// <summary>The same in every process, unlike HashCode.</summary>
    private static int HashOf(int seed, int kill, int who) => unchecked((((seed * 31) + kill) * 1_000_003) + who);

    private void Tell(FormattableString what)
    {
        Story.Add(FormattableString.Invariant(what));
        TestContext.Current.SendDiagnosticMessage(Story[^1]);
    }
}
