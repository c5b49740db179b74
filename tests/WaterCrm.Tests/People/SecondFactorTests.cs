using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public sealed class TotpTests
{
    private const string RfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";   // "12345678901234567890"

    [Theory]   // RFC 6238, appendix B, its last six digits
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, Totp.CodeOf(RfcKey, DateTime.UnixEpoch.AddSeconds(seconds)));

    [Fact]
    public void A_code_is_taken_for_half_a_minute_to_either_side()
    {
        var now = new DateTime(2026, 3, 2, 2, 0, 15, DateTimeKind.Utc);
        var code = Totp.CodeOf(RfcKey, now);

        Assert.Equal([null, true, true, true, null], new[] { -60, -30, 0, 30, 60 }.Select(s => Totp.Match(RfcKey, code, now.AddSeconds(s), 0) is null ? null : (bool?)true));
        Assert.NotNull(Totp.Match(RfcKey, $" {code[..3]} {code[3..]}", now, 0));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void What_is_no_code_is_none(string? typed) => Assert.Null(Totp.Match(RfcKey, typed, DateTime.UnixEpoch.AddSeconds(59), 0));

    [Fact]
    public void A_new_key_has_160_bits_and_is_never_the_same()
    {
        Assert.Matches("^[A-Z2-7]{32}$", Totp.NewKey());
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Totp.NewKey()).Distinct().Count());
    }
}

public abstract class SecondFactorTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;
    private Guid hoa;
    private string key = "";
    private List<string> codes = [];

    public async ValueTask InitializeAsync()
    {
        harness = await Someone.Start(provider, postgres, services => services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        hoa = await Someone.AddWithPassword(harness, "Hoa", StandardRoles.CareStaff);
        harness.Actor.Become(hoa, "Hoa", [StandardRoles.CareStaff]);
        var offer = await harness.Send(new OfferSecondFactor(hoa, "Song Xanh", "hoa", null));
        key = offer.Key;
        codes = [.. (await harness.Send(new SetUpSecondFactor(offer.Sealed, Now()))).Value.Codes.Select(c => c.Text)];
        harness.Clock.Advance(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_code_of_the_app_is_taken_once_and_an_older_one_never()
    {
        var (before, now) = (Totp.CodeOf(key, harness.Clock.Utc().AddSeconds(-30)), Now());

        Assert.Null(await Use(now));
        Assert.Equal("people.wrong-code", await Use(now));
        Assert.Equal("people.wrong-code", await Use(before));
        harness.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await Use(Now()));
    }

    [Fact]
    public async Task Of_many_who_come_with_one_code_at_once_one_gets_in()
    {
        var now = Now();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Use(now))));

        Assert.Single(answers, (string?)null);
    }

    [Fact]
    public async Task The_code_with_which_it_was_set_up_is_used_already() =>
        Assert.Equal("people.wrong-code", await Use(Totp.CodeOf(key, harness.Clock.Utc().AddSeconds(-30))));

    [Fact]
    public async Task A_recovery_code_lets_in_once_however_it_is_typed()
    {
        Assert.Equal((10, 10), (codes.Count, codes.Distinct().Count()));

        Assert.Null(await Use(codes[3].ToLowerInvariant().Replace("-", " ")));
        Assert.Equal("people.wrong-code", await Use(codes[3]));
        Assert.Null(await Use(codes[4]));
        Assert.Equal(8, (await harness.Send(new ShowSecondFactor()))!.CodesLeft);
    }

    [Fact]
    public async Task New_recovery_codes_end_the_old_ones()
    {
        var renewed = (await harness.Send(new RenewRecoveryCodes(Now()))).Value.Codes;

        Assert.Equal("people.wrong-code", await Use(codes[0]));
        Assert.Null(await Use(renewed[0].Text));
    }

    [Fact]
    public async Task After_five_wrong_codes_not_even_the_right_one_helps_for_a_quarter_of_an_hour()
    {
        for (var i = 0; i < 5; i++) Assert.Equal("people.wrong-code", await Use("000000"));

        Assert.Equal("people.wrong-code", await Use(Now()));
        Assert.Equal("people.wrong-code", await Use(codes[0]));
        Assert.Null((await harness.Send(new SignIn("hoa", Someone.Password))).Error);   // the password has a lock of its own
        harness.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await Use(Now()));
    }

    [Fact]
    public async Task It_is_turned_off_with_password_and_code_and_only_while_no_role_demands_it()
    {
        Assert.Equal("Current", Assert.Single((await harness.Send(new TurnOffSecondFactor("wrong", Now()))).Error!.Fields).Field);
        Assert.Equal("Code", Assert.Single((await harness.Send(new TurnOffSecondFactor(Someone.Password, "000000"))).Error!.Fields).Field);
        await Demand(true);
        Assert.Equal("people.second-factor-demanded", (await harness.Send(new TurnOffSecondFactor(Someone.Password, Now()))).Error?.Code);
        await Demand(false);

        Assert.Null((await harness.Send(new TurnOffSecondFactor(Someone.Password, Now()))).Error);
        Assert.False((await harness.Send(new NextStep(hoa))).AsksCode);
        Assert.Equal(0, (await harness.Send(new ShowSecondFactor()))!.CodesLeft);
    }

    [Fact]
    public async Task An_administrator_takes_it_away_and_the_person_is_told()
    {
        var other = await Someone.AddWithPassword(harness, "Head", StandardRoles.HeadOfCustomerCare);
        harness.Actor.Become(other, "Head", [StandardRoles.HeadOfCustomerCare]);

        Assert.Null((await harness.Send(new ResetSecondFactor(hoa))).Error);

        var step = await harness.Send(new NextStep(hoa));
        Assert.Equal((false, harness.Clock.Utc()), (step.AsksCode, step.ResetAt));
        Assert.Equal(1, await harness.Read<KernelDbContext, int>(db => db.Audit.CountAsync(a => a.Action == "people.second-factor-reset" && a.Subject == hoa && a.ActorId == other)));
    }

    [Fact]
    public async Task A_role_that_demands_it_leads_there_who_has_none()
    {
        var binh = await Someone.AddWithPassword(harness, "Binh", StandardRoles.CareStaff);
        await Demand(true);

        Assert.True((await harness.Send(new NextStep(binh))).MustSetUp);
        Assert.False((await harness.Send(new NextStep(hoa))).MustSetUp);
    }

    [Fact]
    public async Task A_key_that_was_offered_to_somebody_else_is_not_taken()
    {
        var binh = await Someone.AddWithPassword(harness, "Binh", StandardRoles.CareStaff);
        var offer = await harness.Send(new OfferSecondFactor(hoa, "Song Xanh", "hoa", null));
        harness.Actor.Become(binh, "Binh", [StandardRoles.CareStaff]);

        Assert.Equal("people.second-factor-offer-too-old", (await harness.Send(new SetUpSecondFactor(offer.Sealed, Totp.CodeOf(offer.Key, harness.Clock.Utc())))).Error?.Code);
        Assert.Equal("people.second-factor-offer-too-old", (await harness.Send(new SetUpSecondFactor("rubbish", "000000"))).Error?.Code);
    }

    [Fact]
    public async Task Neither_the_database_nor_the_audit_holds_the_key_or_a_code()
    {
        var kept = await harness.Read<KernelDbContext, string?>(db => db.People.Where(p => p.Id == hoa).Select(p => p.SecondFactor).SingleAsync());
        var audit = await harness.Read<KernelDbContext, List<string?>>(db => db.Audit.Select(a => a.Changes).ToListAsync());

        Assert.DoesNotContain(key, kept!, StringComparison.Ordinal);
        Assert.DoesNotContain(audit, changes => changes is not null && (changes.Contains(kept!, StringComparison.Ordinal) || changes.Contains(key, StringComparison.Ordinal)));
    }

    private string Now() => Totp.CodeOf(key, harness.Clock.Utc());

    private async Task<string?> Use(string code) => (await harness.Send(new UseCode(hoa, code))).Error?.Code;

    private async Task Demand(bool demanded)
    {
        var role = (await harness.Send(new ShowRoles())).Single(r => r.Name == StandardRoles.CareStaff);
        Assert.Null((await harness.Send(new ChangeRole(role.Id, role.Version, role.Granted, demanded))).Error);
    }
}

public sealed class SecondFactorOnSqliteTests(PostgresServer postgres) : SecondFactorTests(DatabaseProvider.Sqlite, postgres);

public sealed class SecondFactorOnPostgresTests(PostgresServer postgres) : SecondFactorTests(DatabaseProvider.Postgres, postgres);
