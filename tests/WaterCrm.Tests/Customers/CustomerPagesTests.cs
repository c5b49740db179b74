using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Composition;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Customers;

/// <summary>The pages as the running host serves them to care staff, without JavaScript.</summary>
public sealed class CustomerPagesTests : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient care = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(services: services => services
            .AddCardPart<WorkingPart>(CustomerSlots.Now, 2).AddCardPart<BrokenPart>(CustomerSlots.Now, 1).AddCardPart<WorkingPart>(CustomerSlots.Now, 3, WaterCrm.Kernel.KernelPermissions.ManagePeople));
        care = await host.SignedInAs("Care staff");
    }

    public async ValueTask DisposeAsync()
    {
        care.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Care_staff_record_a_customer_and_find_them_again()
    {
        var recorded = await Post("/staff/customers/new", new()
        {
            ["Kind"] = "Person", ["Name"] = "Nguyễn Thị Hoa", ["Phones"] = "0912 345 678\r\n024 3825 1234", ["Address"] = "12 Lê Lợi", ["IsPriority"] = "true",
        });

        Assert.Equal(HttpStatusCode.Redirect, recorded.StatusCode);
        var page = await Page(recorded.Headers.Location!.OriginalString);
        Assert.Equal("Nguyễn Thị Hoa", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("12 Lê Lợi", page.Body!.TextContent);
        Assert.Single((await Page("/staff/customers?q=hoa%20le%20loi")).QuerySelectorAll("table.rows tbody tr"));
        var found = await care.GetAsync("/staff/search?q=5678", Token);
        Assert.Equal(recorded.Headers.Location.OriginalString, found.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_which_field()
    {
        var refused = await Post("/staff/customers/new", new() { ["Kind"] = "Person", ["Name"] = "Hoa \"1\" <b>", ["Phones"] = "không có", ["Note"] = "giữ lại" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Read(refused);
        Assert.Equal("#Phones", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("không có", page.QuerySelector(".error-summary a")!.TextContent);
        Assert.Equal(("Hoa \"1\" <b>", "không có", "giữ lại"), (page.QuerySelector("#Name")!.GetAttribute("value"), page.QuerySelector("#Phones")!.TextContent, page.QuerySelector("#Note")!.TextContent));
    }

    [Fact]
    public async Task The_second_editor_sees_both_texts_and_may_save_after_that()
    {
        var id = await Recorded("Nguyễn Văn An");
        Dictionary<string, string> mine = new() { ["Kind"] = "Person", ["Name"] = "Nguyễn Văn Anh", ["Version"] = "0" };
        Assert.Equal(HttpStatusCode.Redirect, (await Post($"/staff/customers/{id}/edit", new() { ["Kind"] = "Person", ["Name"] = "Nguyễn Văn Ân", ["Note"] = "Đã gọi", ["Version"] = "0" })).StatusCode);

        var second = await Post($"/staff/customers/{id}/edit", mine);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = await Read(second);
        Assert.Equal("Nguyễn Văn Anh", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal(["Nguyễn Văn Ân", "Đã gọi"], page.QuerySelectorAll(".theirs .text").Select(t => t.TextContent));
        mine["Version"] = page.QuerySelector("[name=Version]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await Post($"/staff/customers/{id}/edit", mine)).StatusCode);
        Assert.Equal("Nguyễn Văn Anh", (await Page($"/staff/customers/{id}")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_part_that_fails_leaves_a_box_and_the_rest_of_the_page()
    {
        var id = await Recorded("Nguyễn Văn An");

        var page = await Page($"/staff/customers/{id}");

        Assert.Equal($"Part of {id}", Assert.Single(page.QuerySelectorAll(".made-part")).TextContent);
        Assert.Contains("could not be loaded", Assert.Single(page.QuerySelectorAll("[role=alert].alert")).TextContent);
        Assert.NotNull(page.QuerySelector("#timeline"));
        Assert.Contains("The pump of this part is broken", host.Log);
    }

    [Fact]
    public async Task A_contact_and_a_move_are_noted_from_the_page()
    {
        var id = await Recorded("Nguyễn Văn An");

        Assert.Equal(HttpStatusCode.Redirect, (await Post($"/staff/customers/{id}/contacts", new() { ["Note.Direction"] = "In", ["Note.Channel"] = "Telephone", ["Note.Summary"] = "Hỏi hóa đơn tháng 3" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Post($"/staff/customers/{id}/premises", new() { ["MoveIn.Address"] = "7 Tô Hiệu", ["MoveIn.From"] = "2026-01-31" })).StatusCode);
        var page = await Page($"/staff/customers/{id}");
        Assert.Contains("Hỏi hóa đơn tháng 3", page.QuerySelector(".timeline")!.TextContent);
        Assert.Contains("31 Jan 2026", page.QuerySelector(".place")!.TextContent);

        var end = page.QuerySelector(".place form")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(end, new() { ["to"] = "2025-01-01" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(end, new() { ["to"] = "2026-03-31" })).StatusCode);
        Assert.Null((await Page($"/staff/customers/{id}")).QuerySelector(".place"));
    }

    [Fact]
    public async Task A_refused_contact_keeps_its_text_and_names_its_field()
    {
        var id = await Recorded("Nguyễn Văn An");

        var refused = await Post($"/staff/customers/{id}/contacts", new() { ["Note.Direction"] = "Out", ["Note.Channel"] = "Sms", ["Note.Summary"] = new string('x', 2001) });
        var badDate = await Post($"/staff/customers/{id}/premises", new() { ["MoveIn.Address"] = "7 Tô Hiệu", ["MoveIn.From"] = "31/01/2026" });

        var page = await Read(refused);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "#Note_Summary", 2001), (refused.StatusCode, page.QuerySelector(".error-summary a")!.GetAttribute("href"), page.QuerySelector("#Note_Summary")!.TextContent.Length));
        Assert.Equal("7 Tô Hiệu", (await Read(badDate)).QuerySelector("#MoveIn_Address")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_list_keeps_its_filters_while_one_turns_the_pages()
    {
        for (var i = 0; i < 51; i++) await Recorded($"Nguyễn Văn {(char)('A' + (i % 26))}{i}");

        var first = await Page("/staff/customers?kind=Person&q=nguyen");
        var next = await Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((50, 1), (first.QuerySelectorAll("table.rows tbody tr").Length, next.QuerySelectorAll("table.rows tbody tr").Length));
        Assert.Contains("kind=Person", next.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("nguyen", next.QuerySelector("main [name=q]")!.GetAttribute("value"));
        Assert.NotNull((await Page("/staff/customers?kind=Organisation")).QuerySelector(".empty"));
    }

    [Theory]
    [InlineData("/staff/search?q=%22nguyen%20OR")]
    [InlineData("/staff/search?q=%00%F0%9F%92%A7")]
    [InlineData("/staff/search")]
    [InlineData("/staff/customers?q=%22&after=nonsense&zone=nonsense&kind=nonsense")]
    public async Task Whatever_stands_in_the_address_there_is_a_page(string address) => Assert.NotNull((await Page(address)).QuerySelector(".empty"));

    [Fact]
    public async Task Bytes_in_the_address_that_are_no_text_are_refused_by_a_page_that_says_so()
    {
        var answer = await care.GetAsync("/staff/search?q=%ff%fe", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await Read(answer)).QuerySelector("h1")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_director_looks_and_does_not_change()
    {
        var id = await Recorded("Nguyễn Văn An");
        using var director = await host.SignedInAs("Director");

        var page = await Read(await director.GetAsync($"/staff/customers/{id}", Token));

        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Null(page.QuerySelector($"a[href$='{id}/edit']"));
    }

    [Fact]
    public async Task The_head_of_care_keeps_the_zones()
    {
        using var head = await host.SignedInAs("Head of customer care");
        Assert.Equal(HttpStatusCode.Redirect, (await Post("/staff/zones", new() { ["Code"] = "4", ["NameEn"] = "Zone 4", ["NameVi"] = "Khu vực 4" }, head)).StatusCode);
        var refused = await Post("/staff/zones", new() { ["Code"] = "4", ["NameEn"] = "Another" }, head);

        Assert.Equal("#Code", (await Read(refused)).QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Contains("Khu vực 4", (await Read(await head.GetAsync("/staff/zones", Token))).Body!.TextContent);
    }

    private Task<Guid> Recorded(string name) =>
        host.InScope(async services => (await services.GetRequiredService<IMediator>().Send(new RecordCustomer { Name = name }, Token)).Value);

    private async Task<IDocument> Page(string address) => await Read(await care.GetAsync(address, Token));

    private static async Task<IDocument> Read(HttpResponseMessage answer) =>
        await BrowsingContext.New().OpenAsync(response => response.Content(answer.Content.ReadAsStringAsync(Token).Result), Token);

    /// <summary>Sends a form as a browser would, with the token that any page of the staff carries.</summary>
    private async Task<HttpResponseMessage> Post(string address, Dictionary<string, string> fields, HttpClient? who = null)
    {
        var page = await Read(await (who ?? care).GetAsync("/staff/customers", Token));
        fields["__RequestVerificationToken"] = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await (who ?? care).PostAsync(address, new FormUrlEncodedContent(fields), Token);
    }

    private sealed class WorkingPart : ComponentBase
    {
        [Parameter] public Guid Subject { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<p class=\"made-part\">Part of {Subject}</p>");
    }

    private sealed class BrokenPart : ComponentBase
    {
        [Parameter] public Guid Subject { get; set; }

        protected override Task OnInitializedAsync() => throw new InvalidOperationException("The pump of this part is broken");
    }
}
