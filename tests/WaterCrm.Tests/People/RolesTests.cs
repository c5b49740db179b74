using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity;
using WaterCrm.Modularity.Security;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

public sealed class RolesTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly LaterModule later = new();
    private Harness harness = null!;

    public async ValueTask InitializeAsync() =>
        harness = await Harness.Start(DatabaseProvider.Sqlite, postgres, [], services => services.AddSingleton<IPermissionProvider>(later));

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task The_roles_of_the_product_are_there_whether_or_not_a_module_names_them()
    {
        await harness.Send(new MakeRoles());

        Assert.Equal(StandardRoles.All.Order(), (await harness.Send(new ListRoles())).Select(r => r.Name).Order());

        await using var bare = await Harness.Start(DatabaseProvider.Sqlite, postgres, [], services => services.RemoveAll<IPermissionProvider>());
        await bare.Send(new MakeRoles());
        Assert.Equal(StandardRoles.All.Order(), (await bare.Send(new ListRoles())).Select(r => r.Name).Order());
    }

    [Fact]
    public async Task A_module_that_comes_later_gives_its_permissions_to_the_roles_it_names()
    {
        await harness.Send(new MakeRoles());
        later.Offers = [new PermissionStereotype { Name = StandardRoles.CareStaff, Permissions = [new Permission("Later.Use")] }];

        Assert.Equal(1, (await harness.Send(new MakeRoles())).Value);
        Assert.Contains("Later.Use", await Granted(StandardRoles.CareStaff));
        Assert.Contains("Staff.Enter", await Granted(StandardRoles.CareStaff));
    }

    [Fact]
    public async Task What_an_administrator_took_from_a_role_stays_away_at_the_next_start()
    {
        await harness.Send(new MakeRoles());
        await harness.Services.GetRequiredService<CommandRunner>().Run<Result<bool>>("test", async (services, token) =>
        {
            var db = services.GetRequiredService<KernelDbContext>();
            (await db.Roles.Include(r => r.Permissions).SingleAsync(r => r.Name == StandardRoles.CareStaff, token)).Withdraw("Staff.Enter");
            await db.SaveChangesAsync(token);
            return true;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await harness.Send(new MakeRoles())).Value);
        Assert.DoesNotContain("Staff.Enter", await Granted(StandardRoles.CareStaff));
    }

    private Task<List<string>> Granted(string role) => harness.Read<KernelDbContext, List<string>>(db => db.Roles.Where(r => r.Name == role)
        .SelectMany(r => r.Permissions).Where(p => p.IsGranted).Select(p => p.Permission).ToListAsync());

    private sealed class LaterModule : IPermissionProvider
    {
        public IEnumerable<PermissionStereotype> Offers { get; set; } = [];

        public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult(Offers.SelectMany(o => o.Permissions));

        public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => Offers;
    }
}

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("matkhau123456")]
    [InlineData("PASSWORD1234")]
    [InlineData("abcabcabcabc")]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("nguyen.thi.hoa")]
    public void A_password_others_would_guess_is_refused(string password) => Assert.NotEmpty(Broken(password, password));

    [Theory]
    [InlineData("ba con vịt xòe")]
    [InlineData("马走日象走田车走直路炮翻山")]
    [InlineData("correct horse battery staple")]
    [InlineData("aaaaabbbbbcc")]
    public void A_long_one_is_taken_whatever_it_is_made_of(string password) => Assert.Empty(Broken(password, password));

    [Fact]
    public void A_slip_of_the_finger_is_noticed() => Assert.Equal("PasswordAgain", Assert.Single(Broken("ba con vịt xòe", "ba con vit xoe")));

    [Fact]
    public void Nobody_needs_a_longer_one() => Assert.Equal("Password", Assert.Single(Broken(new string('a', 200) + new string('b', 57), "")));

    private static List<string> Broken(string password, string again) =>
        [.. new MakeFirstAdministratorRules().Validate(new MakeFirstAdministrator("", "Hoa", "nguyen.thi.hoa", password, again)).Errors.Select(e => e.PropertyName)];
}
