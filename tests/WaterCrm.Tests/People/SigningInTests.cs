using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public abstract class SigningInTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private readonly CountingHasher hasher = new();
    private Harness harness = null!;

    public async ValueTask InitializeAsync() =>
        harness = await Someone.Start(provider, postgres, services => services.AddSingleton<IPasswordHasher<Person>>(hasher));

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_right_password_opens_the_door()
    {
        var hoa = await Someone.AddWithPassword(harness, "Hoa", StandardRoles.CareStaff);

        Assert.Equal(hoa, (await Try("hoa", Someone.Password)).Value);
        Assert.Equal(harness.Clock.Utc(), await Of(hoa, p => p.LastSignedInAt));
    }

    [Theory]
    [InlineData("HOA")]
    [InlineData(" hoa ")]
    [InlineData("ｈｏａ")]
    public async Task A_sign_in_name_is_the_same_however_it_is_typed(string typed)
    {
        await Someone.AddWithPassword(harness, "Hoa");

        Assert.Null((await Try(typed, Someone.Password)).Error);
    }

    [Fact]
    public async Task A_password_is_the_same_on_a_keyboard_that_sends_letters_and_marks_apart()
    {
        await Someone.AddWithPassword(harness, "Hoa");
        var apart = Someone.Password.Normalize(NormalizationForm.FormD);

        Assert.NotEqual(Someone.Password, apart);
        Assert.Null((await Try("hoa", apart)).Error);
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_and_the_work_are_the_same()
    {
        await Someone.AddWithPassword(harness, "Hoa");
        await Someone.Add(harness, "Binh");   // has not chosen a password
        var gone = await Someone.AddWithPassword(harness, "Gone");
        await harness.Send(new DeactivatePerson(gone));
        var locked = await Someone.AddWithPassword(harness, "Locked");
        for (var i = 0; i < 5; i++) await Try("locked", "wrong password");

        List<(string, string, string)> answers = [];
        foreach (var (name, password) in new[] { ("nobody", "x"), ("hoa", "wrong"), ("binh", "wrong"), ("gone", Someone.Password), ("locked", Someone.Password), ("hoa", new string('x', 100_000)), ("hoa\0\ud800", "\ud800") })
        {
            var before = hasher.Verified;
            var error = (await Try(name, password)).Error!;
            answers.Add((error.Code, error.Message, string.Join(',', error.Args)));
            Assert.Equal(1, hasher.Verified - before);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task After_five_wrong_passwords_not_even_the_right_one_helps_for_a_quarter_of_an_hour()
    {
        await Someone.AddWithPassword(harness, "Hoa");
        for (var i = 0; i < 5; i++) await Try("hoa", "wrong password");

        harness.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull((await Try("hoa", Someone.Password)).Error);

        harness.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await Try("hoa", Someone.Password)).Error);
    }

    [Fact]
    public async Task The_right_password_wipes_out_the_wrong_ones_before_it()
    {
        await Someone.AddWithPassword(harness, "Hoa");

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) await Try("hoa", "wrong password");
            Assert.Null((await Try("hoa", Someone.Password)).Error);
        }
    }

    [Fact]
    public async Task Many_guesses_at_once_have_no_more_tries_than_one_after_the_other()
    {
        var hoa = await Someone.AddWithPassword(harness, "Hoa");
        var hash = await Of(hoa, p => p.PasswordHash);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Try("hoa", $"guess number {i}"))));

        Assert.Equal(5, hasher.VerifiedAgainst(hash!));
    }

    [Fact]
    public async Task Neither_the_audit_nor_a_command_in_a_log_shows_a_password()
    {
        await Someone.AddWithPassword(harness, "Hoa");
        await Try("hoa", Someone.Password);

        var written = await harness.Read<KernelDbContext, List<string?>>(db => db.Audit.Select(a => a.Changes).ToListAsync());
        Assert.DoesNotContain(written, changes => changes is not null && (changes.Contains(Someone.Password) || changes.Contains("AQAAAA")));
        Assert.DoesNotContain(Someone.Password, new SignIn("hoa", Someone.Password).ToString());
    }

    private Task<WaterCrm.Kernel.Results.Result<Guid>> Try(string name, string password) => harness.Send(new SignIn(name, password));

    private Task<T> Of<T>(Guid id, System.Linq.Expressions.Expression<Func<Person, T>> what) =>
        harness.Read<KernelDbContext, T>(db => db.People.Where(p => p.Id == id).Select(what).SingleAsync());

    /// <summary>The real hasher, fast, counting what it is asked.</summary>
    private sealed class CountingHasher : IPasswordHasher<Person>
    {
        private readonly PasswordHasher<Person> real = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 10 }));
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> asked = [];

        public int Verified => asked.Count;

        public int VerifiedAgainst(string hash) => asked.Count(a => a == hash);

        public string HashPassword(Person user, string password) => real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            asked.Enqueue(hashedPassword);
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}

public sealed class SigningInOnSqliteTests(PostgresServer postgres) : SigningInTests(DatabaseProvider.Sqlite, postgres);

public sealed class SigningInOnPostgresTests(PostgresServer postgres) : SigningInTests(DatabaseProvider.Postgres, postgres);
