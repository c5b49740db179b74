using System.Net;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Commands;

/// <summary><c>users</c> in a process of its own, beside a server that runs.</summary>
public sealed partial class UsersCommandTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_first_must_be_an_administrator_and_comes_in_by_the_link_that_is_printed_once()
    {
        var nobody = await Users("list");
        var refused = await Users("invite", "lan", "--name", "Lê Thị Lan", "--role", "Care staff");
        var invited = await Users("invite", "nam", "--name", "Trần Văn Nam", "--role", "administrator", "--email", "nam@example.org");
        var listed = await Users();

        Assert.Equal(0, nobody.Code);
        Assert.Contains($"Nobody has an account in {Path.Combine(host.AppData, "watercrm.db")}", nobody.Out, StringComparison.Ordinal);
        Assert.Equal(1, refused.Code);
        Assert.Contains("the first must be an administrator", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, invited.Code);
        Assert.Matches("nam +Trần Văn Nam +invited, until .+ UTC +no second factor +Administrator", listed.Out);
        await ChoosePassword(invited);
        using var again = await host.Client.GetAsync(LinkIn(invited), Token);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Matches("nam +Trần Văn Nam +on ", (await Users("list", "--all")).Out);
        Assert.Contains(await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action == "people.person-added").Select(a => a.ActorName).ToListAsync()), name => name.StartsWith("command line", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_an_invitation_is_said_and_nothing_is_done()
    {
        await Add("Nam", StandardRoles.Administrator);

        var role = await Users("invite", "lan", "--name", "Lan", "--role", "King");
        var none = await Users("invite", "lan", "--name", "Lan");
        var name = await Users("create", "lan", "--role", "Team");
        var taken = await Users("create", "NAM", "--name", "Another", "--role", "Team");

        Assert.Equal([2, 2, 2, 1], new[] { role, none, name, taken }.Select(c => c.Code));
        Assert.Contains("There is no role 'King'. These there are: Administrator", role.Error, StringComparison.Ordinal);
        Assert.Contains("Say with --role", none.Error, StringComparison.Ordinal);
        Assert.Contains("full name with --name", name.Error, StringComparison.Ordinal);
        Assert.Contains("Somebody has this sign-in name already", taken.Error, StringComparison.Ordinal);
        Assert.Equal(1, await host.InScope(s => s.GetRequiredService<KernelDbContext>().People.CountAsync(Token)));
    }

    [Fact]
    public async Task An_account_is_switched_off_and_on_and_the_last_administrator_is_not()
    {
        var (nam, lan) = (await Add("Nam", StandardRoles.Administrator), await Add("Lan", StandardRoles.CareStaff));
        await ChoosePassword(await Users("link", "nam"));
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new MakeApiKey("Billing", ["Complaints.View"], null)));
        await Write("UPDATE kernel_api_key SET \"OwnerId\" = (SELECT \"Id\" FROM kernel_person WHERE \"SignInName\" = 'lan')");

        var off = await Users("disable", "LAN");
        var last = await Users("disable", "nam");
        var unknown = await Users("disable", "nobody");

        Assert.Equal([0, 1, 2], new[] { off, last, unknown }.Select(c => c.Code));
        Assert.Contains("The API key 'Billing' has stopped", off.Out, StringComparison.Ordinal);
        Assert.Contains("last active administrator", last.Error, StringComparison.Ordinal);
        Assert.Contains("'nobody'", unknown.Error, StringComparison.Ordinal);
        Assert.Equal((true, false), (await IsActive(nam), await IsActive(lan)));
        Assert.DoesNotContain("lan ", (await Users()).Out, StringComparison.Ordinal);
        Assert.Matches("lan +Lan +off ", (await Users("--all")).Out);
        Assert.Equal(0, (await Users("enable", "lan")).Code);
        Assert.True(await IsActive(lan));
    }

    [Fact]
    public async Task An_administrator_who_is_locked_out_in_every_way_comes_in_again()
    {
        var nam = await Add("Nam", StandardRoles.CareStaff);
        await Write("UPDATE kernel_person SET \"IsActive\" = 0, \"ReadOnlyUntil\" = '2001-01-01', \"SecondFactor\" = 'x', \"SecondFactorSince\" = '2001-01-01', \"CodesLockedUntil\" = '2999-01-01'");
        await Write("INSERT INTO kernel_sign_in_tries (\"PersonId\", \"Source\", \"Wrong\", \"Locks\", \"LockedUntil\", \"LastAt\") SELECT \"Id\", 'everybody', 0, 1, '2999-01-01', '2001-01-01' FROM kernel_person");

        var made = await Users("make-administrator", "nam");
        var reset = await Users("reset-second-factor", "nam");
        var twice = await Users("reset-second-factor", "nam");

        Assert.Equal([0, 0, 1], new[] { made, reset, twice }.Select(c => c.Code));
        Assert.Contains("reset-second-factor nam", made.Out, StringComparison.Ordinal);
        await ChoosePassword(made);
        using var browser = host.NewClient();
        using var signedIn = await browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "nam"), ("Password", Someone.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Contains("Nam", await browser.GetStringAsync($"/staff/people/{nam}", Token), StringComparison.Ordinal);
        Assert.Contains("was administrator already", (await Users("make-administrator", "nam")).Out, StringComparison.Ordinal);
    }

    private Task<Called> Users(params string[] words) => Called.Run(host.AppData, ["users", .. words]);

    private Task<Guid> Add(string name, string role) => host.InScope(async s => (await s.GetRequiredService<IMediator>().Send(new AddPerson(name, name.ToLowerInvariant(), null,
        [await s.GetRequiredService<KernelDbContext>().Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync()]))).Value);

    private Task<bool> IsActive(Guid id) => host.InScope(s => s.GetRequiredService<KernelDbContext>().People.Where(p => p.Id == id).Select(p => p.IsActive).SingleAsync());

    private async Task ChoosePassword(Called said)
    {
        using var browser = host.NewClient();
        using var chosen = await browser.PostForm(LinkIn(said), LinkIn(said), ("Password", Someone.Password), ("PasswordAgain", Someone.Password));
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
    }

    private static string LinkIn(Called said) => Link().Match(said.Out) is { Success: true } link ? link.Value : throw new InvalidOperationException($"No link: {said}");

    private async Task Write(string sql)
    {
        await using var hold = await host.Services.GetRequiredService<Database>().Writing.Enter("test", Token);
        await hold.Execute(sql, Token);
        await hold.Commit(Token);
    }

    [GeneratedRegex(@"/password/[\w-]{20,}")]
    private static partial Regex Link();
}
