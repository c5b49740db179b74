using System.Net;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Trials;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Kills;
using WaterCrm.Tests.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace WaterCrm.Tests.Commands;

/// <summary><c>serve --trial</c> as a process of its own.</summary>
public sealed class ServingATrialTests(PostgresServer postgres) : IDisposable
{
    private readonly DataFolder data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Every_page_says_that_it_is_a_trial_and_nothing_that_is_done_there_reaches_the_real_data(DatabaseProvider provider)
    {
        var settings = await Fill(provider);
        var before = await Fingerprint(settings);
        var customers = await Count(settings, "customers_customer");

        await using (var trial = await Start(settings))
        {
            using var browser = await SignIn(trial, "WaterCrm.Session.Trial");
            using var stranger = new HttpClient { BaseAddress = trial.Address };
            await SaysSo(stranger, "/", "/report", "/track", "/staff/sign-in", "/no/such/page");
            await SaysSo(browser, "/staff", "/staff/customers", "/staff/people", "/staff/admin/health", "/staff/no/such/page", "/");

            using var recorded = await browser.PostForm("/staff/customers/new", "/staff/customers/new", ("Name", "Only in the trial"));
            Assert.Equal(HttpStatusCode.Redirect, recorded.StatusCode);
            var second = await Called.Run(data.Path, ["serve", "--trial", .. Words(settings)]);
            Assert.Equal(1, second.Code);
            Assert.Contains("is running already", second.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
        }

        Assert.Equal(customers, await Count(settings, "customers_customer"));
        Assert.Equal(before, await Fingerprint(settings));
        await using (var again = await Start(settings)) Assert.Contains("Only in the trial", await Customers(again), StringComparison.Ordinal);
        await using (var fresh = await Start(settings, "--fresh")) Assert.DoesNotContain("Only in the trial", await Customers(fresh), StringComparison.Ordinal);
        Assert.Equal(before, await Fingerprint(settings));
    }

    [Fact]
    public async Task A_cookie_of_the_trial_opens_nothing_of_the_real_thing_and_the_other_way_round()
    {
        var settings = await Fill(DatabaseProvider.Sqlite);
        await using var real = await HostProcess.Start(data.Path, HostProcess.BuiltModules, settings, Token);
        await using var trial = await Start(settings);   // the copy is made while the real thing runs
        var (cookies, trialCookies) = (new CookieContainer(), new CookieContainer());
        using var signedIn = await SignIn(real, "WaterCrm.Session", cookies);
        using var signedInThere = await SignIn(trial, "WaterCrm.Session.Trial", trialCookies);

        Assert.Equal(HttpStatusCode.Redirect, await Try(real, "WaterCrm.Session", ValueOf(trialCookies, trial)));
        Assert.Equal(HttpStatusCode.Redirect, await Try(trial, "WaterCrm.Session.Trial", ValueOf(cookies, real)));
        Assert.Equal(HttpStatusCode.OK, await Try(real, "WaterCrm.Session", ValueOf(cookies, real)));
        Assert.Equal(HttpStatusCode.OK, await Try(trial, "WaterCrm.Session.Trial", ValueOf(trialCookies, trial)));
        Assert.All(trialCookies.GetAllCookies(), cookie => Assert.EndsWith(".Trial", cookie.Name, StringComparison.Ordinal));
        Assert.Equal(3, trialCookies.Count);   // session, form and device
        Assert.DoesNotContain("class=\"trial\"", await signedIn.GetStringAsync("/staff", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_data_there_is_no_trial()
    {
        var none = await Called.Run(data.Path, "serve", "--trial", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, none.Code);
        Assert.Contains("There is no data in", none.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(data.Database));
    }

    [Fact]
    public async Task Authenticator_apps_go_on_working_there_and_what_opens_doors_is_left_out()
    {
        await Fill(DatabaseProvider.Sqlite);
        var keys = KeysOf(data.Path, "WaterCrm");
        await Write($"UPDATE kernel_person SET \"SecondFactor\" = '{keys.Keep("GEZDGNBVGY3TQOJQ")}', \"SecondFactorSince\" = '2026-01-01' WHERE \"SignInName\" = 'nam.trial'");
        await Write("INSERT INTO kernel_session (\"Id\", \"PersonId\", \"BegunAt\", \"LastSeenAt\", \"Address\", \"Agent\") SELECT randomblob(16), \"Id\", '2026-01-01', '2026-01-01', '', '' FROM kernel_person");
        await Write("INSERT INTO kernel_job (\"Id\", \"Kind\", \"Title\", \"Parameters\", \"CreatedAt\", \"CreatedBy\", \"State\", \"Done\", \"Total\", \"CancelAsked\", \"HeldBy\", \"Version\") VALUES (randomblob(16), 'import', 'x', '{}', '2026-01-01', 'x', 'Running', 0, 1, 0, 'x:1:2', 1)");
        await Write("INSERT INTO kernel_api_key (\"Id\", \"Name\", \"Beginning\", \"Hash\", \"Scopes\", \"MadeBy\", \"CreatedAt\", \"Version\") VALUES (randomblob(16), 'Billing', 'wcrm_', randomblob(32), 'Complaints.View', 'x', '2026-01-01', 1)");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Trial:On"] = "true" }).Build();

        using var trial = Trial.Prepare(configuration, data.Path, new FakeTime());

        Assert.Equal((true, FakeTime.Monday.UtcDateTime, Path.Combine(data.Path, "trial")), (trial.Is, trial.CopiedAt, trial.Folder));
        Assert.Equal(configuration["AppData"], trial.Folder);
        var copy = configuration["Database:ConnectionString"]! + ";Pooling=False";
        Assert.Equal("GEZDGNBVGY3TQOJQ", KeysOf(trial.Folder!, "WaterCrm.Trial").Read(await Read(copy, "SELECT \"SecondFactor\" FROM kernel_person WHERE \"SecondFactor\" IS NOT NULL")));
        Assert.Null(keys.Read(await Read(copy, "SELECT \"SecondFactor\" FROM kernel_person WHERE \"SecondFactor\" IS NOT NULL")));
        Assert.Equal("0", await Read(copy, "SELECT (SELECT count(*) FROM kernel_session) + (SELECT count(*) FROM kernel_one_time_link) + (SELECT count(*) FROM kernel_api_key)"));
        Assert.Equal("Cancelled", await Read(copy, "SELECT \"State\" FROM kernel_job"));
        Assert.Equal("Running", await Read($"Data Source={data.Database};Pooling=False", "SELECT \"State\" FROM kernel_job"));
    }

    private async Task<(string Key, string Value)[]> Fill(DatabaseProvider provider)
    {
        if (provider is DatabaseProvider.Sqlite)
        {
            await Demonstration.CopyTo(data.Path);
            return [];
        }

        Needs.Met(PostgresServer.Missing);
        (string, string)[] settings = [("Database:Provider", "Postgres"), ("Database:ConnectionString", await postgres.CreateDatabaseAsync(Token))];
        await Demonstration.Make(data.Path, settings);
        return settings;
    }

    private Task<HostProcess> Start((string, string)[] settings, params string[] more) => HostProcess.Start(data.Path, HostProcess.BuiltModules, settings, Token, ["serve", "--trial", .. more]);

    private static async Task<HttpClient> SignIn(HostProcess host, string cookie, CookieContainer? jar = null)
    {
        var cookies = jar ?? new CookieContainer();
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        using var signedIn = await browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "nam.trial"), ("Password", Someone.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Contains(cookies.GetCookies(host.Address), c => c.Name == cookie);
        return browser;
    }

    private static async Task SaysSo(HttpClient browser, params string[] pages)
    {
        List<string> silent = [];
        foreach (var page in pages)
        {
            using var answer = await browser.GetAsync(page, Token);
            if (!(await answer.Content.ReadAsStringAsync(Token)).Contains("class=\"trial\"", StringComparison.Ordinal)) silent.Add($"{page} {(int)answer.StatusCode}");
        }

        Assert.Empty(silent);
    }

    private static async Task<string> Customers(HostProcess host)
    {
        using var browser = await SignIn(host, "WaterCrm.Session.Trial");
        return await browser.GetStringAsync("/staff/customers", Token);
    }

    private static string ValueOf(CookieContainer cookies, HostProcess host) => cookies.GetCookies(host.Address).Single(c => c.Name.StartsWith("WaterCrm.Session", StringComparison.Ordinal)).Value;

    private static async Task<HttpStatusCode> Try(HostProcess host, string name, string value)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"{name}={value}");
        using var answer = await browser.GetAsync("/staff/people", Token);
        return answer.StatusCode;
    }

    /// <summary>Every byte of the real data folder but SQLite's list of who is reading, which is no data; on PostgreSQL also how often rows were written.</summary>
    private async Task<string> Fingerprint((string Key, string Value)[] settings)
    {
        List<string> found = [];
        foreach (var file in Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (Path.GetRelativePath(data.Path, file) is var name && !name.StartsWith("trial", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal)) found.Add($"{name} {Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, Token)))}");
        if (settings.Length == 0) return string.Join('\n', found);

        await using var connection = new NpgsqlConnection(settings[1].Value + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var sums = new NpgsqlCommand("SELECT string_agg(relname || n_tup_ins || '+' || n_tup_upd || '+' || n_tup_del, ' ' ORDER BY relname) FROM pg_stat_user_tables WHERE schemaname = 'public'", connection);
        return string.Join('\n', found.Append((string)(await sums.ExecuteScalarAsync(Token))!));
    }

    private async Task<long> Count((string Key, string Value)[] settings, string table)
    {
        await using System.Data.Common.DbConnection connection = settings.Length == 0 ? new SqliteConnection($"Data Source={data.Database};Mode=ReadOnly;Pooling=False") : new NpgsqlConnection(settings[1].Value + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM {table}";
        return Convert.ToInt64(await count.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Write(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={data.Database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Token));
    }

    private static async Task<string> Read(string database, string sql)
    {
        await using var connection = new SqliteConnection(database);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static Keys KeysOf(string folder, string name) => new(DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(folder, "keys")), k => k.SetApplicationName(name)));

    private static string[] Words((string Key, string Value)[] settings) => [.. settings.SelectMany(s => new[] { "--" + s.Key, s.Value })];
}
