using System.Diagnostics;
using System.Net;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public abstract class ListingPeopleTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    public async ValueTask InitializeAsync() => harness = await Someone.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_tab_and_filter_shows_whom_it_names()
    {
        var invited = await Someone.Add(harness, "Invited", StandardRoles.Team);
        var working = await Someone.AddWithPassword(harness, "Working", StandardRoles.CareStaff);
        var locked = await Someone.AddWithPassword(harness, "Locked", StandardRoles.CareStaff);
        for (var i = 0; i < 5; i++) await harness.Send(new SignIn("locked", "wrong"));
        var gone = await Someone.Add(harness, "Gone", StandardRoles.Team);
        await harness.Send(new DeactivatePerson(gone));
        var team = (await Someone.RolesOf(harness, StandardRoles.Team)).Single();

        Assert.Equal([invited, locked, working], await Found(new PeopleFilter()));
        Assert.Equal([invited], await Found(new PeopleFilter { Tab = PeopleTab.Invited }));
        Assert.Equal([locked], await Found(new PeopleFilter { Tab = PeopleTab.Locked }));
        Assert.Equal([gone], await Found(new PeopleFilter { Tab = PeopleTab.Deactivated }));
        Assert.Equal([invited], await Found(new PeopleFilter { Role = team }));
        Assert.Equal([], await Found(new PeopleFilter { SecondFactor = true }));
        Assert.Equal([working], await Found(new PeopleFilter { SecondFactor = false, Text = "WORK" }));
        harness.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal([], await Found(new PeopleFilter { Tab = PeopleTab.Locked }));
    }

    [Fact]
    public async Task Whoever_was_invited_is_so_until_the_link_ends_or_a_password_is_chosen()
    {
        var (invited, working) = (await Someone.Add(harness, "Invited"), await Someone.AddWithPassword(harness, "Working"));
        var link = (await harness.Send(new MakePasswordLink(invited))).Value;
        await harness.Send(new MakePasswordLink(working));   // a new link for somebody who has a password is no invitation

        Assert.Equal([link.ExpiresAt, null], await Ends());
        Assert.Equal(link.ExpiresAt, (await harness.Send(new ShowPerson(invited)))!.InvitedUntil);
        Assert.Null((await harness.Send(new ShowPerson(working)))!.InvitedUntil);
        harness.Clock.MoveTo(new DateTimeOffset(link.ExpiresAt, TimeSpan.Zero));
        Assert.Equal([null, null], await Ends());
        Assert.Null((await harness.Send(new ShowPerson(invited)))!.InvitedUntil);

        async Task<List<DateTime?>> Ends() => [.. (await harness.Send(new FindPeople(new PeopleFilter()))).People.Select(p => p.InvitedUntil)];
    }

    [Fact]
    public async Task A_hundred_thousand_people_are_paged_without_reading_them_all()
    {
        await Fill(100_000);
        await harness.Send(new FindPeople(new PeopleFilter()));
        var watch = Stopwatch.StartNew();

        var middle = await harness.Send(new FindPeople(new PeopleFilter(), Cursor.Write("person 050000", "P050000")));
        var last = await harness.Send(new FindPeople(new PeopleFilter(), Cursor.Write("person 099960", "P099960")));
        var took = watch.Elapsed;
        var found = await harness.Send(new FindPeople(new PeopleFilter { Text = "077777" }));

        TestContext.Current.SendDiagnosticMessage($"two pages of 100,000 people took {took.TotalMilliseconds:0} ms");
        Assert.Equal("Person 050001", middle.People[0].Name);
        Assert.Equal(50, middle.People.Count);
        Assert.Equal(("Person 100000", null), (last.People[^1].Name, last.Next));
        Assert.Equal("Person 077777", Assert.Single(found.People).Name);
        if (harness.Database.IsSqlite) Assert.StartsWith("SEARCH k USING INDEX IX_kernel_person_NameKey_SignInKey (NameKey>?", await Plan(new FindPeople(new PeopleFilter(), Cursor.Write("person 050000", "P050000"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("WyJhIl0")]
    [InlineData("WyJhIixudWxsXQ")]
    [InlineData("WyJcdTAwMDAiLCJhIl0")]   // ["\u0000","a"]
    [InlineData("WyJhIiwiYlx1MDAwMCJd")]   // ["a","b\u0000"]
    [InlineData("WyJhIiwiXHVkODAwIl0")]   // ["a","\ud800"]
    [InlineData("WyJhIiwi_yJd")]   // no UTF-8
    public async Task A_broken_place_in_the_address_means_the_first_page(string after)
    {
        var hoa = await Someone.Add(harness, "Hoa");

        Assert.Equal(hoa, Assert.Single((await harness.Send(new FindPeople(new PeopleFilter(), after))).People).Id);
    }

    private async Task<List<Guid>> Found(PeopleFilter filter) => [.. (await harness.Send(new FindPeople(filter))).People.Select(p => p.Id)];

    private Task Fill(int count) => harness.Services.GetRequiredService<CommandRunner>().Run<Result<int>>("test", async (services, token) =>
    {
        var sqlite = harness.Database.IsSqlite;
        var (id, number) = sqlite ? ("randomblob(16)", "printf('%06d', n)") : ("gen_random_uuid()", "lpad(n::text, 6, '0')");
        var rows = sqlite ? $"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count})" : $"WITH s AS (SELECT generate_series(1, {count}) AS n)";
        return await services.GetRequiredService<CommandScope>().Hold!.Execute(
            $"{rows} INSERT INTO kernel_person (\"Id\", \"SignInName\", \"SignInKey\", \"Name\", \"NameKey\", \"SecurityStamp\", \"IsActive\", \"FailedCodes\", \"LastCodeStep\", \"CreatedAt\", \"Version\") " +
            $"SELECT {id}, 'p' || {number}, 'P' || {number}, 'Person ' || {number}, 'person ' || {number}, 'x', @yes, 0, 0, @now, 1 FROM s", token, ("@yes", true), ("@now", harness.Clock.Utc()));
    }, TestContext.Current.CancellationToken);

    /// <summary>How SQLite would read a page; PostgreSQL decides by its own figures.</summary>
    private Task<string> Plan(FindPeople asked) => harness.Read<KernelDbContext, string>(async db =>
    {
        var command = FindPeopleHandler.Page(db, asked, harness.Clock.Utc()).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await command.Connection!.OpenAsync(TestContext.Current.CancellationToken);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> lines = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(rows.GetString(3));
        return string.Join('\n', lines);
    });
}

public sealed class ListingPeopleOnSqliteTests(PostgresServer postgres) : ListingPeopleTests(DatabaseProvider.Sqlite, postgres);

public sealed class ListingPeopleOnPostgresTests(PostgresServer postgres) : ListingPeopleTests(DatabaseProvider.Postgres, postgres);

/// <summary>The list taken out as a file.</summary>
public sealed class ExportingPeopleTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_file_holds_what_the_filter_shows_and_no_formula_and_the_audit_knows()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new AddPerson("=HYPERLINK(\"http://example.org\")", "evil", "a@example.org", [])));
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new AddPerson("Nguyễn Thị \"Hoa\", Tổ 1", "hoa", null, [])));

        Assert.Contains("invited, the link has ended", await admin.GetStringAsync("/staff/people", Token), StringComparison.Ordinal);   // nobody made one
        using var answer = await admin.GetAsync("/staff/people/export?tab=invited", Token);
        var file = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"'=HYPERLINK(\"\"http://example.org\"\")\",evil,a@example.org", file, StringComparison.Ordinal);
        Assert.Contains("\"Nguyễn Thị \"\"Hoa\"\", Tổ 1\",hoa", file, StringComparison.Ordinal);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync(a => a.Action == "people.exported")));
    }
}
