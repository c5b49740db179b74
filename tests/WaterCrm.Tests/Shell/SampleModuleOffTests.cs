using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Shell;

/// <summary>Off means off, and on again it finds everything: for a module that was never part of the product.</summary>
public sealed class SampleModuleOffTests : IAsyncLifetime
{
    private const string Module = "WaterCrm.SampleModule", Forgetting = "WaterCrm.SampleModule.Forgetting", All = "page, page of the staff, file, menu, card part, task";

    private readonly SampleHost sample = new();
    private HttpClient head = null!;

    private TestHost Host => sample.Host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await sample.InitializeAsync();
        head = await Host.SignedInAs(StandardRoles.HeadOfCustomerCare);
    }

    public async ValueTask DisposeAsync()
    {
        head.Dispose();
        await sample.DisposeAsync();
    }

    [Fact]
    public async Task Switched_off_nothing_of_it_is_there_and_on_again_everything_is_as_it_was()
    {
        var customer = await sample.NewCustomer("Lê Thị Hoa");
        await Host.Client.PostForm("/suggestions", "/suggestions", ("Text", "Warmer water"));
        Assert.Equal(All, await There(customer));

        await Switch(on: [], off: [Module]);
        Assert.Equal("", await There(customer));

        await Switch(on: [Module, Forgetting], off: []);
        Assert.Equal(All, await There(customer));
        Assert.Contains("Warmer water", await head.GetStringAsync("/staff/suggestions", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_meanwhile_is_told_to_the_listener_that_asked_for_it_and_to_no_other()
    {
        var before = await sample.NewCustomer("Lê Thị Hoa");
        await sample.Until(head, $"/staff/customers/{before}", IsToBeAsked);

        await Switch(on: [], off: [Module]);
        var meanwhile = await sample.NewCustomer("Trần Văn Nam");
        await sample.Say(SampleHost.Closed("C-2026-000007", inTime: false));
        await Switch(on: [Module], off: []);

        Assert.Contains("Complaint C-2026-000007 took too long", await sample.Until(head, "/staff/suggestions", p => p.Contains("C-2026-000007", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(IsToBeAsked((await SampleHost.Page(head, $"/staff/customers/{before}")).Body!.TextContent));
        Assert.False(IsToBeAsked((await SampleHost.Page(head, $"/staff/customers/{meanwhile}")).Body!.TextContent));
    }

    [Fact]
    public async Task A_feature_of_it_can_be_off_while_it_is_on()
    {
        await Switch(on: [], off: [Forgetting]);

        Assert.False(sample.HasTask());
        Assert.Equal(HttpStatusCode.OK, (await Host.Client.GetAsync("/suggestions", Token)).StatusCode);
    }

    private async Task<string> There(Guid customer)
    {
        (string Part, bool IsThere)[] parts =
        [
            ("page", await Answers("/suggestions")), ("page of the staff", await Answers("/staff/suggestions")), ("file", await Answers("/WaterCrm.SampleModule/css/box.css")),
            ("menu", (await SampleHost.Page(head, "/staff")).QuerySelector("nav a[href='/staff/suggestions']") is not null),
            ("card part", (await SampleHost.Page(head, $"/staff/customers/{customer}")).QuerySelector(".suggestions-part") is not null),
            ("task", sample.HasTask()),
        ];
        return string.Join(", ", parts.Where(p => p.IsThere).Select(p => p.Part));
    }

    private async Task<bool> Answers(string path)
    {
        var answer = await head.GetAsync(path, Token);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
        return answer.StatusCode is HttpStatusCode.OK;
    }

    private static bool IsToBeAsked(string page) => page.Contains("A new customer: ask what we should do better.", StringComparison.Ordinal);

    private async Task Switch(string[] on, string[] off) =>
        Assert.Null((await Host.InScope(s => s.GetRequiredService<IMediator>().Send(new SwitchFeatures(on, off), Token))).Error);
}
