using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Files;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>Whatever colour a utility takes, everything can be read.</summary>
public sealed class OwnPaletteTests
{
    private static readonly Colour[] Many =
        [.. from r in Enumerable.Range(0, 12) from g in Enumerable.Range(0, 12) from b in Enumerable.Range(0, 12) select new Colour((byte)(r * 23), (byte)(g * 23), (byte)(b * 23))];

    [Fact]
    public void Every_colour_is_taken_and_readable_or_refused_with_one_near_it_that_is()
    {
        var (taken, refused) = (0, 0);
        foreach (var colour in Many)
        {
            if (Palette.Of(colour) is { } palette)
            {
                taken++;
                Readable(palette);
            }
            else
            {
                refused++;
                var near = Palette.Nearest(colour);
                Assert.NotNull(Palette.Of(near));
                Assert.True(Colour.White.On(near) < 5.6, $"{near} is much darker than {colour} needs");
            }
        }

        Assert.True(taken > 300 && refused > 300, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void The_grounds_are_those_of_the_style_sheet()
    {
        var sheet = File.ReadAllText(Repository.PathOf("Modules", "WaterCrm.Kernel", "wwwroot", "css", "parts.css"));
        var dark = sheet[sheet.IndexOf(":root[data-bs-theme=\"dark\"]", StringComparison.Ordinal)..];
        Assert.Contains($"--wc-ground: {Palette.LightGround};", sheet, StringComparison.Ordinal);
        Assert.Contains($"--wc-ink: {Palette.LightInk};", sheet, StringComparison.Ordinal);
        foreach (var (token, colour) in new[] { ("paper", Palette.DarkPaper), ("ground", Palette.DarkGround), ("ink", Palette.DarkInk) })
            Assert.StartsWith($"--wc-{token}: {colour};", dark[dark.IndexOf($"--wc-{token}:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("#0b5a87; } body { display: none")]
    public void What_is_no_colour_is_none(string text) => Assert.Null(Colour.Read(text));

    private static void Readable(Palette palette)
    {
        foreach (var (tokens, paper, ground, ink) in new[] { (palette.Light, Colour.White, Palette.LightGround, Palette.LightInk), (palette.Dark, Palette.DarkPaper, Palette.DarkGround, Palette.DarkInk) })
        {
            (Colour On, Colour Ground)[] pairs =
            [
                (tokens["accent"], paper), (tokens["accent"], ground), (tokens["accent"], tokens["accent-soft"]), (tokens["accent-strong"], tokens["accent-soft"]), (tokens["accent-strong"], paper),
                (tokens["accent-ink"], tokens["accent"]), (tokens["accent-ink"], tokens["accent-strong"]), (tokens["band-ink"], tokens["band"]), (tokens["band-ink"], tokens["band-strong"]), (ink, tokens["accent-soft"]),
            ];
            foreach (var (on, under) in pairs) Assert.True(on.On(under) >= Palette.Readable, $"{palette.Colour}: {on} on {under} is {on.On(under):0.00}");
        }
    }
}

/// <summary>The pages as the running host serves them.</summary>
public abstract partial class OwnLookTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Page = "/staff/admin/look";

    private TestHost host = null!;
    private HttpClient admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres);
        admin = await host.SignedInAs(StandardRoles.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        admin?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_colour_is_worn_by_both_themes_from_a_sheet_of_its_own()
    {
        Assert.DoesNotContain("theme.css", await admin.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        using var saved = await Send(0, [], ("OwnColour", "true"), ("Colour", "#7a1f5c"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var staff = await admin.GetStringAsync("/staff", Token);
        var address = SheetAddress().Match(staff).Groups[1].Value;
        Assert.Contains(address, await host.Client.GetStringAsync("/", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("style=\"", staff, StringComparison.Ordinal);
        using var sheet = await host.Client.GetAsync(address, Token);
        Assert.Equal("text/css", sheet.Content.Headers.ContentType!.MediaType);
        Assert.True(sheet.Headers.CacheControl!.Public);
        Assert.Contains("--wc-accent: #7a1f5c;", await sheet.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var guessed = await host.Client.GetAsync("/theme.css?v=other", Token);
        Assert.True(guessed.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task A_colour_too_faint_is_refused_and_the_nearest_is_one_click_away()
    {
        using var refused = await Send(0, [], ("OwnColour", "true"), ("Colour", "#f2c200"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));
        Assert.Contains("too faint to read", page, StringComparison.Ordinal);
        Assert.Contains("value=\"#f2c200\"", page, StringComparison.Ordinal);
        var nearest = Instead().Match(page).Groups[1].Value;
        using var taken = await Send(0, [], ("OwnColour", "true"), ("Colour", "#f2c200"), ("Instead", nearest));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains($"value=\"{nearest}\"", await admin.GetStringAsync(Page, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_is_taken_by_its_content_served_without_guessing_and_taken_away_again()
    {
        using var saved = await Send(0, Pictures.Png(), ("OwnColour", "false"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var address = LogoAddress().Match(await host.Client.GetStringAsync("/", Token)).Groups[1].Value;

        using var logo = await host.Client.GetAsync(address, Token);

        Assert.Equal((HttpStatusCode.OK, "image/png"), (logo.StatusCode, logo.Content.Headers.ContentType!.MediaType));
        Assert.Equal("nosniff", Assert.Single(logo.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(logo.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var gone = await Send(1, [], ("OwnColour", "false"), ("RemoveLogo", "true"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/logo", Token)).StatusCode);
    }

    [Theory]
    [InlineData("logo.svg", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "can hold scripts")]
    [InlineData("logo.png", "<svg onload=\"alert(1)\"/>", "can hold scripts")]
    [InlineData("logo.png", "<html><script>alert(1)</script></html>", "whatever its name says")]
    public async Task A_logo_that_is_a_script_is_refused_with_the_reason(string name, string content, string reason)
    {
        using var refused = await Send(0, Encoding.UTF8.GetBytes(content), name, ("OwnColour", "true"), ("Colour", "#7a1f5c"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));
        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Contains("value=\"#7a1f5c\"", page, StringComparison.Ordinal);   // what was chosen stays
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/logo", Token)).StatusCode);
    }

    [Fact]
    public async Task A_logo_that_weighs_little_and_is_huge_all_the_same_is_refused_with_its_size()
    {
        var huge = Pictures.Png();
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(16), 20_000);
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(20), 8_000);

        using var refused = await Send(0, huge, ("OwnColour", "true"), ("Colour", "#7a1f5c"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("This picture is 20000 points wide and 8000 high.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logo_that_would_make_the_public_pages_heavy_is_refused_with_its_weight()
    {
        using var refused = await Send(0, [.. Pictures.Png(), .. new byte[51 * 1024]], ("OwnColour", "true"), ("Colour", "#7a1f5c"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));
        Assert.Matches("This picture weighs 5[1-9] KB.* at most 50 KB", page);
        Assert.Contains("value=\"#7a1f5c\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/logo", Token)).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_change_the_look_at_once_the_second_is_told()
    {
        using var first = await Send(0, [], ("OwnColour", "true"), ("Colour", "#7a1f5c"));
        using var second = await Send(0, [], ("OwnColour", "true"), ("Colour", "#1f5c7a"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    private Task<HttpResponseMessage> Send(int version, byte[] logo, params (string, string)[] fields) => Send(version, logo, "logo.png", fields);

    private async Task<HttpResponseMessage> Send(int version, byte[] logo, string name, params (string Name, string Value)[] fields)
    {
        var shown = await admin.GetStringAsync(Page, Token);
        var form = new MultipartFormDataContent { { new StringContent(FormToken().Match(shown).Groups[1].Value), "__RequestVerificationToken" }, { new StringContent($"{version}"), "Version" } };
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        if (logo.Length > 0)
        {
            var file = new ByteArrayContent(logo);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "Logo", name);
        }

        return await admin.PostAsync(Page, form, Token);
    }

    [GeneratedRegex("href=\"(/theme\\.css\\?v=[0-9a-f]+)\"")]
    private static partial Regex SheetAddress();

    [GeneratedRegex("src=\"(/logo\\?v=[0-9a-f]+)\"")]
    private static partial Regex LogoAddress();

    [GeneratedRegex("name=\"Instead\" value=\"(#[0-9a-f]{6})\"")]
    private static partial Regex Instead();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

public sealed class OwnLookOnSqliteTests(PostgresServer postgres) : OwnLookTests(DatabaseProvider.Sqlite, postgres);

public sealed class OwnLookOnPostgresTests(PostgresServer postgres) : OwnLookTests(DatabaseProvider.Postgres, postgres);
