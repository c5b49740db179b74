using System.Net;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;
using WaterCrm.Kernel.Words.Terms;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Words;

/// <summary>The operator's own words, from the page to the file and to every other page.</summary>
public abstract class ChangingWordsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient webmaster = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres);
        webmaster = await host.SignedInAs(StandardRoles.Webmaster);
        webmaster.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async ValueTask DisposeAsync()
    {
        webmaster?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("Sign out")]
    [InlineData("đăng xuất")]
    [InlineData("dang xuat")]
    [InlineData("退出登录")]
    public async Task A_sentence_is_found_in_every_language_with_and_without_marks(string text)
    {
        var found = await Find(text);
        Assert.Contains(found, t => t.English == "Sign out");
        Assert.Contains("Sign out", await webmaster.GetStringAsync("/staff/admin/words?q=" + Uri.EscapeDataString(text), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_words_stand_on_the_next_page_in_their_file_and_in_the_audit_and_can_be_taken_back()
    {
        var term = (await Find("Sign out")).Single(t => t.English == "Sign out");
        using var saved = await Save(term, "en", ["Leave"], ["Sign out"]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        Assert.Contains("<button>Leave</button>", await webmaster.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        var file = Path.Combine(host.AppData, "Localization", term.Module, "en.po");
        Assert.Equal(["Leave"], Assert.Single(PoFile.Read(file, await File.ReadAllTextAsync(file, Token))).Forms);
        Assert.Contains("[\"Sign out\",\"Leave\"]", await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.Where(a => a.Action == "words.term-changed" && a.Subject == term.Id).Select(a => a.Changes).SingleAsync(Token)));
        Assert.Contains("Original:", await webmaster.GetStringAsync($"/staff/admin/words/{term.Id}", Token), StringComparison.Ordinal);
        Assert.Equal(term.Id, Assert.Single(await Find(null, correctedOnly: true)).Id);

        using var back = await Post(term, ("Culture", "en"), ("Was", "Leave"), ("Back", "true"));
        Assert.Contains("<button>Sign out</button>", await webmaster.GetStringAsync("/staff", Token), StringComparison.Ordinal);
        Assert.Empty(await Find(null, correctedOnly: true));
    }

    [Theory]
    [InlineData("bạn", "{0} is missing.")]
    [InlineData("{0} và {1}", "{1} does not stand in the original")]
    [InlineData("{0,abc} và", "{0,abc} does not stand in the original")]
    [InlineData("{0, }", "{0, } does not stand in the original")]
    [InlineData("{0,99999999}", "{0,99999999} does not stand in the original")]
    [InlineData("{0:Q}", "{0:Q} does not stand in the original")]
    [InlineData("{0} {", "A brace stands here without its partner")]
    [InlineData("{{0}}", "A brace stands here without its partner")]
    [InlineData("{0} {name}", "A brace stands here without its partner")]
    [InlineData(" ", "Write the text")]
    public async Task Words_that_would_break_a_page_are_refused_with_the_reason_and_kept(string typed, string reason)
    {
        var term = (await Find("A link for {0}")).Single(t => t.English == "A link for {0}");
        using var refused = await Save(term, "vi", [typed], [term.Words.Single(w => w.Culture == "vi").Now[0]]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));
        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Contains($"\n{typed.Trim()}</textarea>", page, StringComparison.Ordinal);
        Assert.Empty(await Find(null, correctedOnly: true));
    }

    [Fact]
    public async Task Counted_things_have_the_forms_of_their_language_and_the_singular_may_say_one()
    {
        var term = (await Find("{0} days")).First(t => t.English == "1 day");

        using var both = await Save(term, "en", ["one day", "{0} full days"], ["1 day", "{0} days"]);
        using var short_ = await Save(term, "en", ["one day"], ["one day", "{0} full days"]);
        using var lost = await Save(term, "en", ["one day", "many days"], ["one day", "{0} full days"]);
        using var vi = await Save(term, "vi", ["một ngày", "{0} ngày"], term.Words.Single(w => w.Culture == "vi").Now);

        Assert.Equal(HttpStatusCode.Redirect, both.StatusCode);
        Assert.Contains("has 2 forms in this language and 1 were sent", await short_.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("{0} is missing", WebUtility.HtmlDecode(await lost.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        Assert.Contains("has 1 forms in this language and 2 were sent", await vi.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(["one day", "{0} full days"], Assert.Single(await Find(null, correctedOnly: true)).Words.Single(w => w.Culture == "en").Now);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_keeps_the_text()
    {
        var term = (await Find("Sign out")).Single(t => t.English == "Sign out");
        using var first = await Save(term, "en", ["Leave"], ["Sign out"]);
        using var second = await Save(term, "en", ["Go"], ["Sign out"]);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = await second.Content.ReadAsStringAsync(Token);
        Assert.Contains("Saved meanwhile by somebody else:", page, StringComparison.Ordinal);
        Assert.Contains("\nGo</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_an_editor_broke_is_not_written_over()
    {
        var term = (await Find("Sign out")).Single(t => t.English == "Sign out");
        var file = Path.Combine(host.AppData, "Localization", term.Module, "en.po");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "rubbish", Token);

        using var refused = await Save(term, "en", ["Leave"], ["Sign out"]);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("rubbish", await File.ReadAllTextAsync(file, Token));
    }

    [Fact]
    public async Task Quotes_backslashes_and_lines_survive_the_file()
    {
        var term = (await Find("Sign out")).Single(t => t.English == "Sign out");
        const string Odd = "Say \"bye\" \\n\nand go <b>";
        using var saved = await Save(term, "en", [Odd], ["Sign out"]);

        Assert.Equal(Odd, (await Find(null, correctedOnly: true)).Single().Words.Single(w => w.Culture == "en").Now[0]);
        Assert.DoesNotContain("go <b>", await webmaster.GetStringAsync("/staff", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_is_answered_in_words()
    {
        var term = (await Find("Sign out")).Single(t => t.English == "Sign out");
        using var language = await Save(term, "../../etc", ["x"], ["Sign out"]);
        using var nobody = await Post(term with { Id = Guid.NewGuid() }, ("Culture", "en"), ("Forms", "x"));

        Assert.Equal(HttpStatusCode.NotFound, language.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await webmaster.GetAsync("/staff/admin/words?skip=-5&q=%7B", Token)).StatusCode);
    }

    private async Task<IReadOnlyList<TermShown>> Find(string? text, bool correctedOnly = false) =>
        (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new FindTerms(text, correctedOnly), Token))).Rows;

    private Task<HttpResponseMessage> Save(TermShown term, string culture, string[] forms, IReadOnlyList<string> was) =>
        Post(term, [("Culture", culture), .. forms.Select(f => ("Forms", f)), .. was.Select(w => ("Was", w))]);

    private Task<HttpResponseMessage> Post(TermShown term, params (string, string)[] fields) => webmaster.PostForm("/staff/admin/words", $"/staff/admin/words/{term.Id}", fields);
}

public sealed class ChangingWordsOnSqliteTests(PostgresServer postgres) : ChangingWordsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ChangingWordsOnPostgresTests(PostgresServer postgres) : ChangingWordsTests(DatabaseProvider.Postgres, postgres);
