using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers;
using WaterCrm.Customers.Conditions;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Modularity.Security;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Composition;

/// <summary>The list of customers filtered by what other modules know of them.</summary>
public sealed class CustomerConditionsTests : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient care = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(services: services => services.AddContribution<ICustomerCondition, Everybody>().AddContribution<ICustomerCondition, SinceDay>().AddContribution<ICustomerCondition, OfTheAdministrator>());
        care = await host.SignedInAs(StandardRoles.CareStaff);
    }

    public async ValueTask DisposeAsync()
    {
        care?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Customers_with_an_open_complaint_are_found_once_each_and_by_name()
    {
        var (binh, an) = (await Customer("Trần Văn Bình"), await Customer("Nguyễn Văn An"));
        await Customer("Lê Thị Mai");
        foreach (var who in new[] { an, binh, an }) await Send(A.Report() with { CustomerId = who });
        await Send(A.Report());

        var page = await Get("/staff/customers?condition=complaints.open");

        Assert.Equal(["Nguyễn Văn An", "Trần Văn Bình"], Names(page));
        Assert.Equal("has an open complaint", page.QuerySelector(".chips li a")!.FirstChild!.TextContent);
        Assert.Equal("complaints.open", page.QuerySelector("select[name=condition] option[selected]")!.GetAttribute("value"));
        Assert.Equal(["Nguyễn Văn An"], Names(await Get("/staff/customers?condition=complaints.open&q=an")));
        Assert.Equal(3, Names(await Get("/staff/customers")).Count);
    }

    [Fact]
    public async Task Who_has_only_closed_complaints_does_not_fulfil_it()
    {
        var an = await Customer("Nguyễn Văn An");
        await Send(A.Report() with { CustomerId = an });
        await host.InScope(async services =>
        {
            await using var hold = await services.GetRequiredService<Database>().Writing.Enter("test", Token);
            await hold.Execute("UPDATE complaints_complaint SET \"IsOpen\" = @no", Token, ("@no", false));
            await hold.Commit(Token);
            return 0;
        });

        var page = await Get("/staff/customers?condition=complaints.open");

        Assert.Empty(Names(page));
        Assert.Contains("No customer matches", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main [role=alert]"));
    }

    [Fact]
    public async Task More_than_the_list_can_sort_is_said()
    {
        await Customer("Nguyễn Văn An");

        var page = await Get("/staff/customers?condition=test.everybody");

        Assert.Contains("More than 2,000 customers fulfil “is anybody”", page.QuerySelector("main .notice")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("condition=test.nowhere", "is not known here")]
    [InlineData("condition=test.administrators", "is not known here")]
    [InlineData("condition=test.since", "cannot be asked with “”")]
    [InlineData("condition=test.since&value=31/03/2026", "cannot be asked with “31/03/2026”")]
    public async Task A_condition_that_cannot_be_asked_shows_a_warning_and_nobody(string asked, string says)
    {
        await Customer("Nguyễn Văn An");

        var page = await Get("/staff/customers?" + asked);

        Assert.Contains(says, page.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("table.rows"));
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/staff/customers");
    }

    [Fact]
    public async Task A_parameter_is_read_the_same_in_every_language_and_reaches_the_condition()
    {
        await Customer("Nguyễn Văn An");
        care.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");

        var page = await Get("/staff/customers?condition=test.since&value=2026-03-31");

        Assert.Equal("since 2026-03-31", page.QuerySelector(".chips li a")!.FirstChild!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("select[name=condition] option"), o => o.GetAttribute("value") is "test.since" or "test.administrators");
    }

    private static List<string> Names(IDocument page) => [.. page.QuerySelectorAll("table.rows tbody tr td:first-child a").Select(a => a.TextContent)];

    private async Task<Guid> Customer(string name) => (await Send(new RecordCustomer { Name = name })).Value;

    private async Task<IDocument> Get(string address)
    {
        using var answer = await care.GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Token);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
    }

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(services => services.GetRequiredService<IMediator>().Send(request, Token));

    /// <summary>Made-up ids without end.</summary>
    private sealed class Everybody : ICustomerCondition
    {
        public string Code => "test.everybody";
        public int Order => 1;
        public Permission Permission => CustomersPermissions.View;
        public string Title => "Anybody";
        public ConditionParameter Parameter => ConditionParameter.None;
        public IReadOnlyList<ConditionChoice> Choices => [];
        public string Sentence(ConditionValue value) => "is anybody";
        public Task<IReadOnlyList<Guid>> Next(ConditionValue value, Guid? after, int most, CancellationToken token) => Task.FromResult<IReadOnlyList<Guid>>([.. Enumerable.Range(0, most).Select(_ => Guid.CreateVersion7())]);
    }

    private sealed class SinceDay : ICustomerCondition
    {
        public string Code => "test.since";
        public int Order => 2;
        public Permission Permission => CustomersPermissions.View;
        public string Title => "Since";
        public ConditionParameter Parameter => ConditionParameter.Date;
        public IReadOnlyList<ConditionChoice> Choices => [];
        public string Sentence(ConditionValue value) => $"since {value.Date:yyyy-MM-dd}";
        public Task<IReadOnlyList<Guid>> Next(ConditionValue value, Guid? after, int most, CancellationToken token) => Task.FromResult<IReadOnlyList<Guid>>([]);
    }

    private sealed class OfTheAdministrator : ICustomerCondition
    {
        public string Code => "test.administrators";
        public int Order => 3;
        public Permission Permission => WaterCrm.Kernel.KernelPermissions.ManageRoles;
        public string Title => "Secret";
        public ConditionParameter Parameter => ConditionParameter.None;
        public IReadOnlyList<ConditionChoice> Choices => [];
        public string Sentence(ConditionValue value) => "is secret";
        public Task<IReadOnlyList<Guid>> Next(ConditionValue value, Guid? after, int most, CancellationToken token) => Task.FromResult<IReadOnlyList<Guid>>([]);
    }
}
