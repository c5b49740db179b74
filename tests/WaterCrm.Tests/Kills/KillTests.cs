using Microsoft.Data.Sqlite;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Kills;

/// <summary>The run that the tests of a class look at together.</summary>
public abstract class KillRunFixture(DatabaseProvider provider, PostgresServer postgres, int kills, int importRows) : IAsyncLifetime
{
    internal KillRun Run { get; private set; } = null!;

    public int Kills => kills;

    public async ValueTask InitializeAsync()
    {
        // xUnit counts a skip inside a fixture as a failure; the tests say themselves that there is no PostgreSQL.
        if (provider is DatabaseProvider.Postgres && PostgresServer.Missing is not null) return;
        Run = await KillRun.Make(provider, postgres, kills, importRows);
    }

    public async ValueTask DisposeAsync()
    {
        if (Run is not null) await Run.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class ThreeKills(PostgresServer postgres) : KillRunFixture(DatabaseProvider.Sqlite, postgres, 3, 3_000);

public sealed class TwentyKills(PostgresServer postgres) : KillRunFixture(DatabaseProvider.Sqlite, postgres, 20, 6_000);

public sealed class FiveKillsOnPostgres(PostgresServer postgres) : KillRunFixture(DatabaseProvider.Postgres, postgres, 5, 6_000);

/// <summary>What is true however often the host is killed in the middle of its work.</summary>
public abstract class KillTests(KillRunFixture kills)
{
    private KillRun Run => kills.Run;

    public static TheoryData<string> Sentences => [.. Invariants.All.Keys];

    [Theory, MemberData(nameof(Sentences))]
    public void It_holds_after_every_kill(string invariant)
    {
        Assert.True(Run.BreachesOf(invariant).Count == 0, $"{invariant} (WATERCRM_SEED={Run.Seed})\n{string.Join('\n', Run.BreachesOf(invariant))}\n\n{string.Join('\n', Run.Story)}");
    }

    [Fact]
    public void Nobody_got_an_answer_that_should_not_be() =>
        Assert.True(!Run.Ledger.Problems.Any(), $"WATERCRM_SEED={Run.Seed}\n{string.Join('\n', Run.Ledger.Problems.Take(40))}\n\n{string.Join('\n', Run.Story)}");

    [Fact]
    public void Every_start_after_a_kill_succeeds() => Assert.Equal(kills.Kills + 1, Run.Starts.Count);

    [Fact]
    public void There_was_some_of_everything()
    {
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', Run.Story));
        var ledger = Run.Ledger;
        Assert.All([ledger.Codes.Count, ledger.Recorded.Count, ledger.Customers.Count, ledger.AnsweredTasks.Count, ledger.Additions.Count, ledger.Suggestions.Count, ledger.StartedImports.Count],
            count => Assert.NotEqual(0, count));
    }
}

public sealed class ThreeKillsTests(ThreeKills kills) : KillTests(kills), IClassFixture<ThreeKills>
{
    private readonly KillRun run = kills.Run;

    public static TheoryData<string, string> Damage { get; } = Damages.All;

    /// <summary>Before the damage it was whole: this is the last database that was checked.</summary>
    [Theory, MemberData(nameof(Damage))]
    public async Task A_damaged_database_is_noticed(string invariant, string damage)
    {
        var copy = Path.Combine(run.AppData, "..", $"damaged-{Guid.NewGuid():N}.db");
        File.Copy(run.LastCopy, copy);
        var connection = new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false, ForeignKeys = false }.ToString();
        await using (var whole = await Evidence.Open(DatabaseProvider.Sqlite, connection, run.Ledger, run.AppData)) whole.Execute(damage);

        await using var damaged = await Evidence.Open(DatabaseProvider.Sqlite, connection, run.Ledger, run.AppData);
        var noticed = Invariants.Breaches(invariant, damaged);
        File.Delete(copy);
        Assert.NotEmpty(noticed);
    }

    [Theory, MemberData(nameof(Sentences))]
    public void There_is_a_damage_for_every_invariant(string invariant) => Assert.Contains(Damage, row => row.Data.Item1 == invariant);
}

[Trait("Category", "Long")]
public sealed class TwentyKillsTests(TwentyKills kills) : KillTests(kills), IClassFixture<TwentyKills>;

[Trait("Category", "Long")]
public sealed class FiveKillsOnPostgresTests : KillTests, IClassFixture<FiveKillsOnPostgres>
{
    public FiveKillsOnPostgresTests(FiveKillsOnPostgres kills) : base(kills) => Needs.Met(PostgresServer.Missing);
}
