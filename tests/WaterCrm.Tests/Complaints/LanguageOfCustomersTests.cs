using System.Net;
using AngleSharp.Html.Dom;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Complaints;

/// <summary>What goes to the customer is in the customer's language, whatever the one at the desk reads.</summary>
public abstract class LanguageOfCustomersTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Care = "Complaints.View, Complaints.Record, Complaints.Work, Complaints.Reopen, Sops.Answer, Sops.AnswerAny, Customers.View, Customers.Edit";

    private readonly FakeTime clock = new();
    private TestHost host = null!;
    private HttpClient desk = null!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(provider, postgres, clock, TestLogin.Use);
        desk = host.Staff(Care);
        desk.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_sheet_to_read_out_speaks_to_the_customer_and_the_page_to_the_staff()
    {
        var customer = await Customer("Nguyễn Văn An", "vi", "ong");
        var page = await desk.Visit(await Record(("Chosen", customer.ToString())));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Number to read out", page.Body!.TextContent);
        var sheet = page.QuerySelector(".handout")!;
        Assert.Equal("vi", sheet.GetAttribute("lang"));
        Assert.Contains("Kính chào Ông An. Chúng tôi đã tiếp nhận phản ánh của Quý khách, số phiếu C-2026-000001.", Squeezed(sheet.TextContent));
        Assert.Contains("02/03/2026", sheet.TextContent);
        var link = sheet.QuerySelector("a")!.GetAttribute("href")!;
        Assert.EndsWith("?lang=vi", link, StringComparison.Ordinal);
        Assert.Equal("vi", (await desk.Visit(new Uri(link).PathAndQuery)).DocumentElement.GetAttribute("lang"));
        Assert.NotNull(sheet.QuerySelector("svg.qr"));
    }

    [Fact]
    public async Task The_step_has_the_text_for_the_customer_ready_and_the_page_says_which_language_to_speak()
    {
        var customer = await Customer("王伟", "zh-Hans", "xiansheng");
        var address = (await Record(("Chosen", customer.ToString()), ("Channel", "Letter")))[..^"/recorded".Length];   // a letter has to be acknowledged still

        var page = await desk.Visit(address);

        var ready = page.QuerySelector(".say [lang]")!;
        Assert.Equal(("zh-Hans", "王先生，您好！您反映的问题我们已受理，编号为 C-2026-000001。我们正在处理，有结果会及时告知您。"), (ready.GetAttribute("lang"), ready.TextContent));
        Assert.Contains("Ready text, in the customer's language: 简体中文", page.QuerySelector(".say")!.TextContent);
        Assert.Contains("简体中文", page.QuerySelector("dl.facts")!.TextContent);
    }

    [Theory]
    [InlineData("zh-Hans", null, "zh-Hans")]   // the one at the desk heard it
    [InlineData("", "vi", "vi")]               // the customer's
    [InlineData("", null, "en")]               // the utility's first, not the browser's of the desk
    public async Task The_language_of_a_report_at_the_desk_is_never_that_of_the_desk(string chosen, string? customers, string expected)
    {
        desk.DefaultRequestHeaders.AcceptLanguage.Clear();
        desk.DefaultRequestHeaders.AcceptLanguage.ParseAdd(expected == "vi" ? "zh-CN" : "vi");
        var customer = customers is null ? Guid.Empty : await Customer("Nguyễn Văn An", customers, null);

        var page = await desk.Visit(await Record(("Language", chosen), ("Chosen", customer == Guid.Empty ? "none" : customer.ToString())));

        Assert.Equal(expected, page.QuerySelector(".handout")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_tracking_page_speaks_the_language_of_the_report_until_the_reader_chooses_another()
    {
        var recorded = await desk.Visit(await Record(("Language", "vi")));
        var code = recorded.QuerySelector(".code")!.TextContent;
        using var friend = host.NewClient();
        friend.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");

        var answer = await friend.GetAsync($"/track/{code}", PublicPages.Token);
        var page = await answer.Html();
        Assert.Equal(("vi", "vi"), (page.DocumentElement.GetAttribute("lang"), Assert.Single(answer.Content.Headers.ContentLanguage)));
        Assert.Contains("Chúng tôi đang xử lý", page.Body!.TextContent);
        Assert.Equal("en", (await friend.Visit("/track")).DocumentElement.GetAttribute("lang"));

        var added = await friend.Send($"/track/{code}/add", page.Filled($"/track/{code}/add", ("text", "Vẫn mất nước")));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Contains("Cảm ơn Quý khách", (await friend.Visit($"/track/{code}")).Body!.TextContent);

        await friend.Send("/language", new FormUrlEncodedContent([new("culture", "zh-Hans"), new("back", "/")]));
        Assert.Equal("zh-Hans", (await friend.Visit($"/track/{code}")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_customers_page_says_how_to_address_them_and_what_to_speak_and_the_form_keeps_it()
    {
        using var saved = await desk.PostForm("/staff/customers/new", "/staff/customers/new",
            ("Kind", "Person"), ("Name", "Trần Thị Minh Khai"), ("Language", "vi"), ("FormOfAddress", "chi"), ("CalledAs", "Minh Khai"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var address = saved.Headers.Location!.OriginalString;

        var card = await desk.Visit(address);
        Assert.Equal(("Chị Minh Khai", "vi"), (card.QuerySelector(".called")!.TextContent, card.QuerySelector(".called")!.GetAttribute("lang")));
        Assert.Contains("Speak Tiếng Việt", card.Body!.TextContent);
        Assert.Contains("Kính gửi Chị Trần Thị Minh Khai,", card.Body.TextContent);
        var edit = await desk.Visit(address + "/edit");
        Assert.Equal(("chi", "Minh Khai"), (((IHtmlSelectElement)edit.QuerySelector("#FormOfAddress")!).Value, edit.QuerySelector("#CalledAs")!.GetAttribute("value")));

        using var wrong = await desk.PostForm("/staff/customers/new", "/staff/customers/new", ("Kind", "Person"), ("Name", "A"), ("FormOfAddress", "majesty"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("#FormOfAddress", (await wrong.Html()).QuerySelector(".error-summary a")!.GetAttribute("href"));
    }

    private async Task<Guid> Customer(string name, string language, string? form)
    {
        var recorded = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new RecordCustomer { Name = name, Language = language, FormOfAddress = form, Address = "12 Lê Lợi" }));
        Assert.Null(recorded.Error);
        return recorded.Value;
    }

    private async Task<string> Record(params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] usual = [("Kind", "no-water"), ("Place", "12 Lê Lợi"), ("Text", "Dry since noon"), ("TellBy", "Message"), ("Channel", "Phone")];
        var form = (await desk.Visit("/staff/complaints/new")).Filled("/staff/complaints/new", [.. usual.Where(u => more.All(m => m.Name != u.Name)), .. more]);
        var answer = await desk.Send("/staff/complaints/new", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

public sealed class LanguageOfCustomersOnSqliteTests(PostgresServer postgres) : LanguageOfCustomersTests(DatabaseProvider.Sqlite, postgres);

public sealed class LanguageOfCustomersOnPostgresTests(PostgresServer postgres) : LanguageOfCustomersTests(DatabaseProvider.Postgres, postgres);
