using System.Net;
using System.Text.RegularExpressions;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Web;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>The second factor and the sessions as a browser sees them.</summary>
public sealed partial class SecondFactorAtTheDoorTests : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private TestHost host = null!;
    private HttpClient browser = null!;
    private Guid hoa;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(clock: clock, services: services =>
            services.Select(s => s.ImplementationInstance).OfType<ApplicationPartManager>().Single().ApplicationParts.Add(new Vaults()));
        hoa = await Add("hoa", StandardRoles.CareStaff);
        browser = host.NewClient();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Set_up_by_picture_or_key_then_asked_for_after_the_password()
    {
        var (_, codes) = await SetUp();
        Assert.Equal(10, codes.Count);

        using var other = host.NewClient();
        using var half = await SignIn(other, "/staff/sessions");
        Assert.Equal("/staff/sign-in/code?returnUrl=%2Fstaff%2Fsessions", half.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/staff", Token)).StatusCode);   // the password alone opens nothing

        using var wrong = await other.PostForm("/staff/sign-in/code", "/staff/sign-in/code", ("Code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var right = await other.PostForm("/staff/sign-in/code", "/staff/sign-in/code", ("Code", codes[0]), ("ReturnUrl", "/staff/sessions"));
        Assert.Equal("/staff/sessions", right.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/staff", Token)).StatusCode);
    }

    [Fact]
    public async Task Without_the_password_there_is_nothing_to_show_a_code_to()
    {
        using var answer = await browser.GetAsync("/staff/sign-in/code", Token);

        Assert.Equal("/staff/sign-in", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_link_for_a_new_password_does_not_go_round_the_second_factor()
    {
        await SetUp();
        var link = (await Send(new MakePasswordLink(hoa))).Value.Token.Text;
        using var other = host.NewClient();

        using var chosen = await other.PostForm("/password/" + link, "/password/" + link, ("Password", Someone.Password + "!"), ("PasswordAgain", Someone.Password + "!"));

        Assert.StartsWith("/staff/sign-in/code", chosen.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_role_demands_it_can_do_nothing_else_before_it_is_set_up()
    {
        var role = (await Send(new ShowRoles())).Single(r => r.Name == StandardRoles.CareStaff);
        await Send(new ChangeRole(role.Id, role.Version, role.Granted, DemandsSecondFactor: true));

        using var entered = await SignIn(browser, "/staff/complaints");
        Assert.Equal("/staff/second-factor", entered.Headers.Location?.OriginalString);
        Assert.Equal("/staff/second-factor", (await browser.GetAsync("/staff/complaints", Token)).Headers.Location?.OriginalString);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("/staff/second-factor", (await browser.GetAsync("/staff", Token)).Headers.Location?.OriginalString);

        await SetUp(signedIn: true);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/complaints", Token)).StatusCode);
    }

    [Fact]
    public async Task Who_lost_it_to_an_administrator_is_told_at_the_next_sign_in()
    {
        await SetUp();
        await Send(new ResetSecondFactor(hoa));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff", Token)).StatusCode);   // the open session has ended

        await SignIn(browser, "/staff");
        Assert.Contains("An administrator took your second factor away on", await browser.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        using var later = host.NewClient();
        await SignIn(later, "/staff");
        Assert.DoesNotContain("took your second factor away", await later.GetStringAsync("/staff", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_on_which_much_depends_asks_for_it_again_after_a_while()
    {
        await SignIn(browser, "/staff");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/vault", Token)).StatusCode);   // who has none is not asked
        Assert.StartsWith("/staff/second-factor?", (await browser.GetAsync("/staff/vault/deep", Token)).Headers.Location?.OriginalString, StringComparison.Ordinal);

        var (key, _) = await SetUp(signedIn: true);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/vault/deep", Token)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(11));
        var asked = (await browser.GetAsync("/staff/vault", Token)).Headers.Location!.OriginalString;
        Assert.Equal("/staff/second-factor/confirm?returnUrl=%2Fstaff%2Fvault", asked);

        using var shown = await browser.PostForm(asked, asked, ("Code", Totp.CodeOf(key, clock.Utc())), ("ReturnUrl", "/staff/vault"));
        Assert.Equal("/staff/vault", shown.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/vault", Token)).StatusCode);
    }

    [Fact]
    public async Task The_own_sessions_are_listed_in_words_and_end_one_by_one_or_all()
    {
        browser.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0");
        await SignIn(browser, "/staff");
        using var phone = host.NewClient();
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        await SignIn(phone, "/staff");

        var page = await browser.GetStringAsync("/staff/sessions", Token);
        Assert.Contains("Edge on Windows", page, StringComparison.Ordinal);
        Assert.Contains("Safari on iPhone", page, StringComparison.Ordinal);
        var row = (await Send(new ListSessions(hoa))).Single(s => s.Agent.Contains("iPhone", StringComparison.Ordinal));
        await browser.PostForm("/staff/sessions", $"/staff/sessions/{row.Id}/end");
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/staff", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff", Token)).StatusCode);

        using var all = await browser.PostForm("/staff/sessions", "/staff/sessions/end");
        Assert.Equal("/staff", all.Headers.Location?.OriginalString);
        Assert.StartsWith("/staff/sign-in", (await browser.GetAsync("/staff", Token)).Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        Assert.Empty(await Send(new ListSessions(hoa)));
    }

    [Fact]
    public async Task An_administrator_ends_the_sessions_of_others_and_nobody_else_does()
    {
        await SignIn(browser, "/staff");
        var session = (await Send(new ListSessions(hoa))).Single();
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        using var colleague = await host.SignedInAs(StandardRoles.CareStaff);

        await colleague.PostForm("/staff/sessions", $"/staff/sessions/{session.Id}/end");
        Assert.Single(await Send(new ListSessions(hoa)));
        using var ended = await admin.PostForm($"/staff/people/{hoa}/sessions", $"/staff/people/{hoa}/sessions/end");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff", Token)).StatusCode);
    }

    [Fact]
    public async Task Who_signed_out_cannot_be_followed_with_a_copy_of_the_cookie()
    {
        using var entered = await SignIn(browser, "/staff");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("WaterCrm.Session=", StringComparison.Ordinal)).Split(';')[0];
        await browser.PostForm("/staff", "/staff/sign-out");
        clock.Advance(TimeSpan.FromSeconds(61));

        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/staff", Token)).StatusCode);
    }

    private async Task<(string Key, List<string> Codes)> SetUp(bool signedIn = false)
    {
        if (!signedIn) await SignIn(browser, "/staff");
        var page = await browser.GetStringAsync("/staff/second-factor", Token);
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        var key = KeyOnPage().Match(page).Groups["key"].Value.Replace(" ", "");
        var offered = WebUtility.HtmlDecode(Offered().Match(page).Groups["value"].Value);
        using var set = await browser.PostForm("/staff/second-factor", "/staff/second-factor", ("Offered", offered), ("Code", Totp.CodeOf(key, clock.Utc())));
        var shown = await set.Content.ReadAsStringAsync(Token);
        clock.Advance(TimeSpan.FromSeconds(30));
        return (key, [.. RecoveryCodes().Matches(shown).Select(m => m.Value)]);
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient browser, string url) =>
        browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "hoa"), ("Password", Someone.Password), ("ReturnUrl", url));

    private async Task<Guid> Add(string name, string role)
    {
        var roles = await host.InScope(s => s.GetRequiredService<KernelDbContext>().Roles.Where(r => r.Name == role).Select(r => r.Id).ToArrayAsync());
        var id = (await Send(new AddPerson(name, name, null, roles))).Value;
        var link = (await Send(new MakePasswordLink(id))).Value.Token.Text;
        await Send(new ChoosePassword(link, Someone.Password, Someone.Password));
        return id;
    }

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(s => s.GetRequiredService<IMediator>().Send(request));

    [GeneratedRegex("<code>(?<key>[A-Z2-7 ]{39})</code>")]
    private static partial Regex KeyOnPage();

    [GeneratedRegex("name=\"Offered\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Offered();

    [GeneratedRegex("[A-Z2-9]{4}(-[A-Z2-9]{4}){3}")]
    private static partial Regex RecoveryCodes();

    private sealed class Vaults : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => nameof(Vaults);

        public IEnumerable<System.Reflection.TypeInfo> Types => [System.Reflection.IntrospectionExtensions.GetTypeInfo(typeof(VaultController))];
    }
}

[Route("staff/vault"), Authorize(Policy = "Staff.Enter")]
public sealed class VaultController : ControllerBase
{
    [HttpGet(""), FreshSecondFactor]
    public IActionResult Door() => Content("gold");

    [HttpGet("deep"), FreshSecondFactor(Required = true)]
    public IActionResult Deep() => Content("more gold");
}
