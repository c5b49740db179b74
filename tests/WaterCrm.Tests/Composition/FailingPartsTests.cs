using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers;
using WaterCrm.Customers.Conditions;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Search;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Modularity.Security;
using WaterCrm.Tests.Imports;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Composition;

/// <summary>
/// The real host with a broken part in every seam: one that cannot be made, one that fails when it says what it is, one that fails when it is asked.
/// Every page stands, says in words what is missing, and the log names the part.
/// </summary>
public sealed class FailingPartsTests : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient browser = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(clock: new FakeTime(), services: services => services
            .AddContribution<IStartQuestion, StillbornQuestion>().AddContribution<IStartQuestion, QuestionOfNobody>()
            .AddContribution<ISearchSource, StillbornSource>().AddContribution<ISearchSource, SourceWithoutTitle>()
            .AddContribution<IMenuCounter, StillbornCounter>().AddContribution<IMenuCounter, LostCount>()
            .AddContribution<IImportTarget, StillbornTarget>().AddContribution<IImportTarget, TargetWithoutFields>().AddContribution<IImportTarget, TargetThatChokes>()
            .AddContribution<IFigure, StillbornFigure>().AddContribution<IFigure, FigureWithoutTitle>().AddContribution<IFigure, LostFigure>().AddContribution<IFigure, Nonsense>()
            .AddContribution<ICustomerCondition, StillbornCondition>().AddContribution<ICustomerCondition, LostCondition>()
            .AddCardPart<StillbornPart>(CustomerSlots.Now).AddContribution<ICardPart, PartOfNobody>().AddCardPart<WorkingPart>(CustomerSlots.Now, 5));
        browser = await host.SignedInAs(StandardRoles.CareStaff, StandardRoles.HeadOfCustomerCare);
    }

    public async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_start_page_stands_and_its_menu_has_the_numbers_of_the_others()
    {
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(A.Report(), Token));

        var page = await Get("/staff");

        Assert.Equal(2, page.QuerySelectorAll(".questions [role=alert]").Length);
        Assert.NotEmpty(page.QuerySelectorAll(".question"));
        Assert.Equal("1", page.QuerySelector(".frame .menu a[href='/staff/tasks'] .count")!.TextContent);
        Logged<StillbornQuestion, QuestionOfNobody, StillbornCounter, LostCount>();
    }

    [Fact]
    public async Task The_search_stands_and_says_of_each_kind_that_it_could_not_be_searched()
    {
        var page = await Get("/staff/search?q=inbox");

        Assert.Equal(["Other things", "Other things"], page.QuerySelectorAll("section:has(.notice-warn) h2").Select(h => h.TextContent));
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/staff/tasks");
        Logged<StillbornSource, SourceWithoutTitle>();
    }

    [Fact]
    public async Task The_customers_card_stands_with_a_box_for_each_part()
    {
        var id = await Customer();

        var page = await Get($"/staff/customers/{id}");

        Assert.Equal(2, page.QuerySelectorAll("[role=alert].alert").Count(box => box.TextContent.Contains("could not be loaded", StringComparison.Ordinal)));
        Assert.Equal($"Part of {id}", Assert.Single(page.QuerySelectorAll(".made-part")).TextContent);
        Assert.NotNull(page.QuerySelector("#timeline"));
        Logged<StillbornPart, PartOfNobody>();
    }

    [Fact]
    public async Task The_figures_stand_with_a_box_in_the_place_of_each_that_failed()
    {
        var page = await Get("/staff/figures");

        Assert.Equal(4, page.QuerySelectorAll(".figure [role=alert]").Length);
        Assert.Equal(["Lost", "Nonsense"], page.QuerySelectorAll(".figure:has([role=alert]) h3").Select(h => h.TextContent).Order());
        Assert.NotEmpty(page.QuerySelectorAll(".figure .amount a"));
        Logged<StillbornFigure, FigureWithoutTitle, LostFigure, Nonsense>();
    }

    [Theory]
    [InlineData("test.lost", "The condition “Lost” could not be asked just now")]
    [InlineData("test.stillborn", "The condition “test.stillborn” could not be asked just now")]
    public async Task The_list_of_customers_stands_and_shows_nobody_for_a_condition_that_failed(string condition, string says)
    {
        await Customer();
        Assert.Single((await Get("/staff/customers")).QuerySelectorAll("table.rows tbody tr"));

        var page = await Get("/staff/customers?condition=" + condition);

        Assert.Contains(says, Assert.Single(page.QuerySelectorAll("main [role=alert]")).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("table.rows"));
        Assert.Contains(page.QuerySelectorAll("select[name=condition] option"), o => o.GetAttribute("value") == "complaints.open");
        Logged<StillbornCondition>();
    }

    [Fact]
    public async Task What_can_be_imported_is_offered_without_the_target_that_cannot_be_made()
    {
        foreach (var address in new[] { "/staff/imports", "/staff/imports/new" })
            Assert.Contains("not offered just now", Assert.Single((await Get(address)).QuerySelectorAll("main [role=alert]")).TextContent, StringComparison.Ordinal);
        Assert.Contains((await Get("/staff/imports/new")).QuerySelectorAll("#Map option"), o => o.GetAttribute("value")!.Contains("nyc311", StringComparison.Ordinal));
        Logged<StillbornTarget>();
    }

    [Theory]
    [InlineData("no-fields", nameof(TargetWithoutFields))]
    [InlineData("chokes", nameof(TargetThatChokes))]
    public async Task An_import_whose_target_fails_ends_in_words_and_the_log_names_the_target(string target, string type)
    {
        var id = await Import(target);

        var page = await Get($"/staff/imports/{id}");

        Assert.Contains("Something went wrong that we did not foresee", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(type, host.Log, StringComparison.Ordinal);
    }

    /// <summary>Registered as a service, one that cannot be made would take all others and the page with it.</summary>
    [Fact]
    public void No_module_registers_its_parts_in_the_way_that_takes_the_page_down()
    {
        var known = host.Services.GetRequiredService<IServiceProviderIsService>();

        Assert.DoesNotContain(new[] { typeof(IStartQuestion), typeof(ISearchSource), typeof(IMenuCounter), typeof(IImportTarget), typeof(IFigure), typeof(ICustomerCondition), typeof(ICardPart) }, known.IsService);
        Assert.True(known.IsService(typeof(Contribution<IFigure>)));
    }

    private void Logged<T1>() => Assert.Contains(typeof(T1).FullName!, host.Log, StringComparison.Ordinal);

    private void Logged<T1, T2>()
    {
        Logged<T1>();
        Logged<T2>();
    }

    private void Logged<T1, T2, T3, T4>()
    {
        Logged<T1, T2>();
        Logged<T3, T4>();
    }

    private Task<Guid> Customer() => host.InScope(async s => (await s.GetRequiredService<IMediator>().Send(new RecordCustomer { Name = "Nguyễn Văn An" }, Token)).Value);

    private Task<Guid> Import(string target) => host.InScope(async services =>
    {
        var map = OldSystem.Map.Replace("\"complaints\"", $"\"{target}\"", StringComparison.Ordinal);
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(OldSystem.Header + OldSystem.Row(1)));
        var (id, _) = await services.GetRequiredService<ImportFiles>().Lay(copy => file.CopyToAsync(copy, Token), WaterCrm.Kernel.Imports.ImportMap.Parse(map).Value, map, Token);
        Assert.Null((await services.GetRequiredService<IMediator>().Send(new StartJob(id, ImportJob.Name, "old.csv", new ImportOrder(target, "old", "old.csv", false)), Token)).Error);
        await services.GetRequiredService<JobWorker>().Work(id, null, Token);
        return id;
    });

    private async Task<IDocument> Get(string address)
    {
        using var answer = await browser.GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Token);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
    }

    private static InvalidOperationException Fault(string what) => new(what + " fails on purpose");

    private sealed class StillbornQuestion : IStartQuestion
    {
        public StillbornQuestion() => throw Fault("the constructor");
        public int Order => 1;
        public IReadOnlyCollection<string> Roles => [StandardRoles.CareStaff];
        public Permission Permission => KernelPermissions.EnterStaff;
        public Task<StartAnswer> Ask(int most, CancellationToken token) => throw Fault("the question");
    }

    private sealed class QuestionOfNobody : IStartQuestion
    {
        public int Order => 1;
        public IReadOnlyCollection<string> Roles => throw Fault("the roles");
        public Permission Permission => throw Fault("the permission");
        public Task<StartAnswer> Ask(int most, CancellationToken token) => throw Fault("the question");
    }

    private sealed class StillbornSource : ISearchSource
    {
        public StillbornSource() => throw Fault("the constructor");
        public int Order => 1;
        public Permission Permission => KernelPermissions.EnterStaff;
        public string Title => "Stillborn";
        public string AllUrl(string text) => "/staff";
        public Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token) => throw Fault("the search");
    }

    private sealed class SourceWithoutTitle : ISearchSource
    {
        public int Order => 1;
        public Permission Permission => KernelPermissions.EnterStaff;
        public string Title => throw Fault("the title");
        public string AllUrl(string text) => "/staff";
        public Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token) => Task.FromResult<IReadOnlyList<SearchHit>>([]);
    }

    private sealed class StillbornCounter : IMenuCounter
    {
        public StillbornCounter() => throw Fault("the constructor");
        public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token) => throw Fault("the count");
    }

    private sealed class LostCount : IMenuCounter
    {
        public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token) => throw Fault("the count");
    }

    private abstract class Target(string name) : IImportTarget
    {
        public string Name => name;
        public virtual IReadOnlyList<ImportField> Fields => [.. new[] { "externalId", "kind", "channel", "state", "reportedAt", "closedAt", "place", "latitude", "longitude" }.Select(f => new ImportField(f, ImportFieldType.Text))];
        public Permission Permission => ImportPermissions.Run;
        public virtual RowProblem? Check(ImportRow row) => null;
        public Task<IReadOnlySet<string>> Known(WaterCrm.Kernel.Data.WriteHold hold, string system, IReadOnlyCollection<string> ids, CancellationToken token) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());
        public Task Add(WaterCrm.Kernel.Data.BulkChunk chunk, string system, IReadOnlyList<ImportRow> rows, CancellationToken token) => throw Fault("the row");
        public Task Complete(string system, Func<CancellationToken, Task> stillMine, CancellationToken token) => Task.CompletedTask;
    }

    private sealed class StillbornTarget : Target
    {
        public StillbornTarget() : base("stillborn") => throw Fault("the constructor");
    }

    private sealed class TargetWithoutFields() : Target("no-fields")
    {
        public override IReadOnlyList<ImportField> Fields => throw Fault("the fields");
    }

    private sealed class TargetThatChokes() : Target("chokes");

    private abstract class Figure(string title) : IFigure
    {
        public string Code => "test." + GetType().Name.ToLowerInvariant();
        public int Order => 1;
        public virtual string Title => title;
        public string Definition => "On purpose.";
        public FigureUnit Unit => FigureUnit.Share;
        public Permission Permission => KernelPermissions.EnterStaff;
        public IReadOnlyCollection<string> Roles => [];
        public virtual Task<FigureAnswer> Ask(Period period, CancellationToken token) => throw Fault("the figure");
    }

    private sealed class StillbornFigure : Figure
    {
        public StillbornFigure() : base("Stillborn") => throw Fault("the constructor");
    }

    private sealed class FigureWithoutTitle() : Figure("")
    {
        public override string Title => throw Fault("the title");
        public override Task<FigureAnswer> Ask(Period period, CancellationToken token) => Task.FromResult(new FigureAnswer(new FigureAmount(1, 2), "/staff"));
    }

    private sealed class LostFigure() : Figure("Lost");

    /// <summary>Three of two.</summary>
    private sealed class Nonsense() : Figure("Nonsense")
    {
        public override Task<FigureAnswer> Ask(Period period, CancellationToken token) => Task.FromResult(new FigureAnswer(new FigureAmount(3, 2), "/staff"));
    }

    private abstract class Condition(string code, string title) : ICustomerCondition
    {
        public string Code => code;
        public int Order => 1;
        public Permission Permission => CustomersPermissions.View;
        public string Title => title;
        public ConditionParameter Parameter => ConditionParameter.None;
        public IReadOnlyList<ConditionChoice> Choices => [];
        public string Sentence(ConditionValue value) => "is lost";
        public Task<IReadOnlyList<Guid>> Next(ConditionValue value, Guid? after, int most, CancellationToken token) => throw Fault("the condition");
    }

    private sealed class StillbornCondition : Condition
    {
        public StillbornCondition() : base("test.stillborn", "Stillborn") => throw Fault("the constructor");
    }

    private sealed class LostCondition() : Condition("test.lost", "Lost");

    private sealed class StillbornPart : ComponentBase
    {
        public StillbornPart() => throw Fault("the constructor");
        [Parameter] public Guid Subject { get; set; }
    }

    private sealed class PartOfNobody : ICardPart
    {
        public string Slot => CustomerSlots.Now;
        public int Order => 1;
        public Permission? Permission => throw Fault("the permission");
        public Type Component => typeof(WorkingPart);
    }

    private sealed class WorkingPart : ComponentBase
    {
        [Parameter] public Guid Subject { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "made-part");
            builder.AddContent(2, $"Part of {Subject}");
            builder.CloseElement();
        }
    }
}
