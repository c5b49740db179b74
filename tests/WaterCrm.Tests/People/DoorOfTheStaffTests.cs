using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MediatR;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>From the link on the console to signing out, as a browser sees it.</summary>
public sealed partial class DoorOfTheStaffTests : IAsyncLifetime
{
    private readonly StringWriter console = new();
    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock, services: services => services.AddSingleton(new SetupConsole(TextWriter.Synchronized(console))));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/staff")]
    public async Task While_nobody_works_here_the_pages_say_where_the_link_is(string path)
    {
        using var browser = host.NewClient(followRedirects: true);

        Assert.Contains("in a box", await browser.GetStringAsync(path, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_the_console_makes_an_administrator_who_is_signed_in_at_once()
    {
        await BecomeAdministrator();

        Assert.Contains("The First", await host.Client.GetStringAsync("/staff/people", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Used_wrong_and_missing_links_look_alike()
    {
        var link = await BecomeAdministrator();
        using var stranger = host.NewClient();

        List<(HttpStatusCode, string)> answers = [];
        foreach (var path in new[] { link, "/setup/wrong", "/setup", "/no/such/page" })
        {
            using var answer = await stranger.GetAsync(path, Token);
            answers.Add((answer.StatusCode, MainPart().Match(await answer.Content.ReadAsStringAsync(Token)).Value));
        }

        Assert.Equal(HttpStatusCode.NotFound, Assert.Single(answers.Distinct()).Item1);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_but_the_passwords()
    {
        using var answer = await host.Client.PostForm(await Link(), await Link(), ("Name", "The First"), ("SignInName", "first"), ("Password", "too short"), ("PasswordAgain", "too short"));

        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("value=\"The First\"", page, StringComparison.Ordinal);
        Assert.Contains("Use at least 12 characters.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("too short", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_where_one_wanted_to_go_with_a_cookie_that_scripts_cannot_read()
    {
        await BecomeAdministrator();
        using var browser = host.NewClient();
        using var sent = await browser.GetAsync("/staff/people?text=a", Token);

        using var entered = await SignIn(browser, sent.Headers.Location!.PathAndQuery, "/staff/people?text=a");

        Assert.Equal("/staff/people?text=a", entered.Headers.Location?.OriginalString);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("WaterCrm.Session=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.True(cookie.Length < 1500, $"The cookie has {cookie.Length} characters.");
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    public async Task Nobody_is_led_to_another_site(string url)
    {
        await BecomeAdministrator();
        using var browser = host.NewClient();

        using var entered = await SignIn(browser, "/staff/sign-in?returnUrl=" + Uri.EscapeDataString(url), url);

        Assert.Equal("/staff", entered.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        await BecomeAdministrator();

        using var left = await host.Client.PostForm("/staff", "/staff/sign-out");
        using var after = await host.Client.GetAsync("/staff", Token);

        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out()
    {
        await BecomeAdministrator();
        using var browser = host.NewClient();
        using var entered = await SignIn(browser, "/staff/sign-in", "");
        using var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        thief.DefaultRequestHeaders.Add("Cookie", entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("WaterCrm.Session=", StringComparison.Ordinal)).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/staff", Token)).StatusCode);

        using var left = await browser.PostForm("/staff", "/staff/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/staff", Token)).StatusCode);
    }

    [Theory]
    [InlineData("PUT", "/report")]
    [InlineData("DELETE", "/staff/complaints")]
    public async Task A_way_of_asking_that_a_page_does_not_know_is_not_allowed_rather_than_a_reason_to_sign_in(string method, string page)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(method), page);
        using var answer = await host.Client.SendAsync(asked, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_deactivated_person_is_out_within_a_minute()
    {
        await BecomeAdministrator();
        var (browser, id) = await host.NewPerson(StandardRoles.CareStaff);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff", Token)).StatusCode);

        await host.InScope(services => services.GetRequiredService<IMediator>().Send(new DeactivatePerson(id)));
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff", Token)).StatusCode);
    }

    [Fact]
    public async Task A_changed_role_takes_effect_within_a_minute_without_signing_in_again()
    {
        await BecomeAdministrator();
        var (browser, id) = await host.NewPerson(StandardRoles.CareStaff);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/staff/people", Token)).StatusCode);

        var director = (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ListRoles()))).Single(r => r.Name == StandardRoles.Director).Id;
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ChangeRoles(id, [director])));
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/people", Token)).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_eight_idle_hours()
    {
        await BecomeAdministrator();

        clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/staff", Token)).StatusCode);
        clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/staff", Token)).StatusCode);
        clock.Advance(TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, (await host.Client.GetAsync("/staff", Token)).StatusCode);
    }

    [Fact]
    public async Task A_new_person_chooses_a_password_by_the_link_that_is_shown_once()
    {
        await BecomeAdministrator();
        using var added = await host.Client.PostForm("/staff/people/new", "/staff/people/new", ("Name", "Nguyễn Thị Hoa"), ("SignInName", "hoa"));
        var link = PasswordLink().Match(await added.Content.ReadAsStringAsync(Token)).Value;
        using var browser = host.NewClient();

        using var chosen = await browser.PostForm(link, link, ("Password", "ba con vịt xòe"), ("PasswordAgain", "ba con vịt xòe"));
        Assert.Equal("/staff", chosen.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_link_that_was_used_replaced_or_expired_says_so_and_looks_like_one_that_never_was()
    {
        await BecomeAdministrator();
        var (used, replaced, expired) = (await Invite("used"), await Invite("replaced"), await Invite("expired"));
        using var browser = host.NewClient();
        await browser.PostForm(used, used, ("Password", "ba con vịt xòe"), ("PasswordAgain", "ba con vịt xòe"));
        using var stranger = host.NewClient();
        var people = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new FindPeople(new PeopleFilter { Text = "replaced" })));
        using var resent = await host.Client.PostForm($"/staff/people/{people.People[0].Id}", $"/staff/people/{people.People[0].Id}/link");
        var newer = PasswordLink().Match(await resent.Content.ReadAsStringAsync(Token)).Value;
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(newer, Token)).StatusCode);
        clock.Advance(TimeSpan.FromHours(73));

        List<(HttpStatusCode, string)> answers = [];
        foreach (var path in new[] { used, replaced, expired, newer, "/password/wrong" })
        {
            using var answer = await stranger.GetAsync(path, Token);
            answers.Add((answer.StatusCode, MainPart().Match(await answer.Content.ReadAsStringAsync(Token)).Value));
        }

        var (code, page) = Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.NotFound, code);
        Assert.Contains("This link does not work any more", page, StringComparison.Ordinal);
        Assert.Contains("ask your administrator for a new link", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_tries_in_a_minute_are_told_to_wait()
    {
        await BecomeAdministrator();
        using var browser = host.NewClient();

        var last = HttpStatusCode.OK;
        for (var i = 0; i < 11; i++) last = (await browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "nobody"), ("Password", "x"))).StatusCode;

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var colleague = await SignIn(browser, "/staff/sign-in", "");
        Assert.Equal(HttpStatusCode.Redirect, colleague.StatusCode);   // behind the same address
    }

    [Fact]
    public async Task A_browser_in_which_somebody_has_signed_in_is_not_shut_out_by_others_who_guess()
    {
        await BecomeAdministrator();
        using var stranger = host.NewClient();
        for (var i = 0; i < 11; i++) await stranger.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "first"), ("Password", "a guess"));   // at the same address
        using var newBrowser = host.NewClient();
        using var kept = await host.Client.PostForm("/staff", "/staff/sign-out");

        using var guessing = await SignIn(newBrowser, "/staff/sign-in", "");
        using var known = await SignIn(host.Client, "/staff/sign-in", "");

        Assert.NotEqual(HttpStatusCode.Redirect, guessing.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, known.StatusCode);
    }

    [Fact]
    public async Task The_cookie_of_a_known_browser_cannot_be_made_up()
    {
        await BecomeAdministrator();
        using var stranger = host.NewClient();
        stranger.DefaultRequestHeaders.Add("Cookie", "WaterCrm.Device=CfDJ8MadeUp");
        for (var i = 0; i < 5; i++) await stranger.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", "first"), ("Password", "a guess"));

        using var refused = await SignIn(stranger, "/staff/sign-in", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task U_FFFE_at_sign_in_is_a_wrong_name_and_no_failure()
    {
        await BecomeAdministrator();
        using var browser = host.NewClient();
        foreach (var (name, password) in new[] { ("fir\uFFFEst", "x"), ("first", "\uFFFE\uFFFF") })
        {
            using var refused = await browser.PostForm("/staff/sign-in", "/staff/sign-in", ("Name", name), ("Password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        Assert.DoesNotContain(" ERR ", host.Log, StringComparison.Ordinal);
    }

    private async Task<string> BecomeAdministrator()
    {
        var link = await Link();
        using var made = await host.Client.PostForm(link, link, ("Name", "The First"), ("SignInName", "first"), ("Password", Someone.Password), ("PasswordAgain", Someone.Password));
        Assert.Equal("/staff/admin/setup", made.Headers.Location?.OriginalString);
        return link;
    }

    /// <summary>Adds somebody and takes the link from the page to be printed, where it also stands as a picture.</summary>
    private async Task<string> Invite(string name)
    {
        using var added = await host.Client.PostForm("/staff/people/new", "/staff/people/new", ("Name", name), ("SignInName", name));
        var page = await added.Content.ReadAsStringAsync(Token);
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        return PasswordLink().Match(page).Value;
    }

    private static Task<HttpResponseMessage> SignIn(HttpClient browser, string page, string returnUrl) =>
        browser.PostForm(page, "/staff/sign-in", ("Name", "first"), ("Password", Someone.Password), ("ReturnUrl", returnUrl));

    /// <summary>The console prints it a moment after the host has said that it listens.</summary>
    private async Task<string> Link()
    {
        Match printed;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!(printed = SetupLink().Match(console.ToString())).Success) await Task.Delay(20, patience.Token);
        Assert.StartsWith(host.Address.GetLeftPart(UriPartial.Authority), printed.Value, StringComparison.Ordinal);
        return new Uri(printed.Value).AbsolutePath;
    }

    [GeneratedRegex(@"http://\S+/setup/[\w-]{43}")]
    private static partial Regex SetupLink();

    [GeneratedRegex(@"/password/[\w-]{43}")]
    private static partial Regex PasswordLink();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();
}
