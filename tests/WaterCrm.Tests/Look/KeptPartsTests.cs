using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Setup;
using WaterCrm.Kernel.Words;
using WaterCrm.Kernel.Words.Terms;
using WaterCrm.Modularity;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Look;

/// <summary>Head and foot of the public pages are kept as text, and nobody is to notice.</summary>
public sealed class KeptPartsTests : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient stranger = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(services: s => s.AddNavigationProvider<Ways>());
        stranger = host.NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        stranger.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Each_reader_sees_them_in_his_language_however_the_others_take_turns()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Contains(">To the content</a>", await Page("en"), StringComparison.Ordinal);
            Assert.Contains(">Đến nội dung</a>", await Page("vi"), StringComparison.Ordinal);
            Assert.Contains(">跳到正文</a>", await Page("zh-Hans"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_new_name_and_new_words_stand_in_them_at_the_next_page()
    {
        Assert.DoesNotContain("Waterworks of Elsewhere", await Page("en"), StringComparison.Ordinal);

        await host.Set(new UtilitySettings { Name = "Waterworks of Elsewhere" });

        await host.InScope(async services =>
        {
            var term = (await services.GetRequiredService<IMediator>().Send(new FindTerms("To the content", CorrectedOnly: false), Token)).Rows.Single(t => t.English == "To the content");
            return await services.GetRequiredService<IMediator>().Send(new ChangeTerm(term.Id, "en", ["Skip all this"]), Token);
        });

        var page = await Page("en");
        Assert.Contains(">Skip all this</a>", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("Waterworks of Elsewhere").Length - 1);   // title, header, foot
    }

    [Fact]
    public async Task What_the_staff_see_in_them_is_not_kept_for_strangers()
    {
        using var administrator = await host.SignedInAs(StandardRoles.Administrator);
        Assert.Contains("For the staff", await administrator.GetStringAsync("/report", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("For the staff", await Page("en"), StringComparison.Ordinal);
        Assert.Contains("For the staff", await administrator.GetStringAsync("/report", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_staff_read_them_in_their_language_and_as_the_settings_say_now()
    {
        using var administrator = await host.SignedInAs(StandardRoles.Administrator);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await host.Set(new SetupSettings { IsDemonstration = true });
            Assert.Contains("This is a demonstration.", await administrator.GetStringAsync("/staff?lang=en", Token), StringComparison.Ordinal);
            Assert.Contains("Đây là bản trình diễn", await administrator.GetStringAsync("/staff?lang=vi", Token), StringComparison.Ordinal);

            await host.Set(new SetupSettings());
            Assert.DoesNotContain("This is a demonstration.", await administrator.GetStringAsync("/staff?lang=en", Token), StringComparison.Ordinal);
        }
    }

    private async Task<string> Page(string language)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/report") { Headers = { { "Accept-Language", language } } };
        using var answer = await stranger.SendAsync(asked, Token);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token);
    }

    private sealed class Ways : NamedNavigationProvider
    {
        public Ways() : base("footer")
        {
        }

        protected override ValueTask BuildAsync(NavigationBuilder builder)
        {
            builder.Add(new LocalizedString("For the staff", "For the staff"), "1", way => way.Url("~/staff").Permission(KernelPermissions.ManageRoles));
            return ValueTask.CompletedTask;
        }
    }
}
