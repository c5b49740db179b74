using System.Net;
using AngleSharp;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.People;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Composition;

/// <summary>A part that never ends costs the page its patience and not its life.</summary>
public sealed class EndlessPartsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_part_that_never_ends_becomes_a_box_when_the_time_is_over()
    {
        FakeTime clock = new();
        await using var host = await TestHost.StartAsync(clock: clock, services: services => services.AddCardPart<EndlessPart>(CustomerSlots.Now));
        using var browser = await host.SignedInAs(StandardRoles.CareStaff);
        var id = await host.InScope(async s => (await s.GetRequiredService<IMediator>().Send(new RecordCustomer { Name = "Nguyễn Văn An" }, Token)).Value);
        var waiting = clock.TimerOf(Contributed<ICardPart>.Patience);
        var asked = browser.GetAsync($"/staff/customers/{id}", Token);
        await EndlessPart.Begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await waiting;

        clock.Advance(Contributed<ICardPart>.Patience);

        using var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Token);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(html), Token);
        Assert.Single(page.QuerySelectorAll("[role=alert].alert"));
        Assert.NotNull(page.QuerySelector("#timeline"));
        Assert.Contains(typeof(EndlessPart).FullName!, host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_waits_two_seconds_for_a_number_that_never_comes()
    {
        FakeTime clock = new();
        await using var host = await TestHost.StartAsync(clock: clock, services: services => services.AddContribution<IMenuCounter, EndlessCount>());
        using var browser = await host.SignedInAs(StandardRoles.CareStaff);
        var waiting = clock.TimerOf(MenuCounts.Patience);
        var asked = browser.GetAsync("/staff", Token);
        await EndlessCount.Begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await waiting;

        clock.Advance(MenuCounts.Patience);

        using var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(typeof(EndlessCount).FullName!, host.Log, StringComparison.Ordinal);
    }

    private sealed class EndlessPart : ComponentBase
    {
        public static readonly TaskCompletionSource Begun = new();

        [Parameter] public Guid Subject { get; set; }

        protected override Task OnInitializedAsync()
        {
            Begun.TrySetResult();
            return new TaskCompletionSource().Task;
        }
    }

    private sealed class EndlessCount : IMenuCounter
    {
        public static readonly TaskCompletionSource Begun = new();

        public Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token)
        {
            Begun.TrySetResult();
            return new TaskCompletionSource<IReadOnlyDictionary<string, int>>().Task;
        }
    }
}
