using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Composition;
using WaterCrm.Modularity.Security;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Composition;

/// <summary>What modules contribute is made and asked one by one: whatever goes wrong with one part stays with it.</summary>
public sealed class ContributionsTests
{
    private static readonly Permission May = new("Test.May", "May");
    private readonly FakeTime clock = new();
    private readonly List<string> log = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_that_cannot_be_made_leaves_the_others_their_answer_and_its_name_in_the_log()
    {
        var parts = Parts(() => throw new InvalidOperationException("stillborn"), () => new Part("good"));

        Assert.Equal([null, "good"], await Asked(parts.All));
        Assert.Equal([true, false], parts.All.Select(p => p.HasFailed));
        Assert.Contains("stillborn", Assert.Single(log), StringComparison.Ordinal);
        Assert.Contains(typeof(Part).FullName!, log[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_fails_before_it_has_said_who_may_see_it_comes_last_and_is_shown_as_failed()
    {
        var parts = Parts(() => new Part("mute") { Order = 1, Permission = () => throw new InvalidOperationException("no permission") },
            () => new Part("third") { Order = 3 }, () => new Part("hidden") { Order = 2, Permission = () => new Permission("Test.Other", "Other") }, () => new Part("second") { Order = 2, Permission = () => May });

        var seen = parts.For(new ClaimsPrincipal(new ClaimsIdentity([new Claim(PermissionRequirement.ClaimType, May.Name)])), p => p.Permission(), p => p.Order);

        Assert.Equal(["second", "third", "mute"], seen.Select(s => s.TryRead(p => p.Answer, out var answer) ? answer : null));
        Assert.True(seen[^1].HasFailed);
    }

    [Fact]
    public async Task A_part_that_never_ends_is_waited_for_so_long_and_no_longer()
    {
        var endless = Parts(() => new Part("late") { Work = _ => new TaskCompletionSource().Task }).All[0];
        var set = clock.TimerOf(Contributed<Part>.Patience);
        var asked = endless.Ask((p, limit) => p.Ask(limit), Token);
        await set;
        Assert.False(asked.IsCompleted);

        clock.Advance(Contributed<Part>.Patience);

        Assert.Null(await asked.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Contains("within 10 seconds", Assert.Single(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_heeds_its_token_is_told_when_nobody_waits_any_more()
    {
        var told = new TaskCompletionSource();
        var slow = Parts(() => new Part("late") { Work = async limit => { await using var _ = limit.Register(told.SetResult); await Task.Delay(Timeout.Infinite, limit); } }).All[0];
        var set = clock.TimerOf(TimeSpan.FromSeconds(2));
        var asked = slow.Ask((p, limit) => p.Ask(limit), Token, TimeSpan.FromSeconds(2));
        await set;

        clock.Advance(TimeSpan.FromSeconds(2));

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Null(await asked);
    }

    [Fact]
    public async Task A_call_that_a_part_has_given_up_itself_is_a_failure_and_not_the_end_of_the_request()
    {
        var parts = Parts(() => new Part("gave up") { Work = _ => Task.FromException(new TaskCanceledException("its own time was over")) }, () => new Part("good"));

        Assert.Equal([null, "good"], await Asked(parts.All));
    }

    [Fact]
    public async Task A_request_that_ends_ends_its_parts_and_nothing_is_logged()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var part = Parts(() => new Part("late") { Work = limit => Task.Delay(Timeout.Infinite, limit) }).All[0];
        var asked = part.Ask((p, limit) => p.Ask(limit), gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(log);
    }

    [Fact]
    public async Task A_part_that_has_failed_is_not_asked_again_and_is_logged_once()
    {
        var asked = 0;
        var part = Parts(() => new Part("bad") { Work = _ => { asked++; throw new InvalidOperationException("bad"); } }).All[0];

        for (var i = 0; i < 3; i++) Assert.Null(await part.Ask((p, limit) => p.Ask(limit), Token));

        Assert.Equal((1, 1), (asked, log.Count));
    }

    private Contributions<Part> Parts(params Func<Part>[] make) =>
        new(new ServiceCollection().BuildServiceProvider(), [.. make.Select(m => new Contribution<Part>(typeof(Part), _ => m()))], clock, new Logs(log));

    private static async Task<List<string?>> Asked(IEnumerable<Contributed<Part>> parts)
    {
        List<string?> answers = [];
        foreach (var part in parts) answers.Add(await part.Ask((p, limit) => p.Ask(limit), Token));
        return answers;
    }

    internal sealed class Part(string answer)
    {
        public string Answer => answer;
        public int Order { get; init; }
        public Func<Permission?> Permission { get; init; } = () => null;
        public Func<CancellationToken, Task> Work { get; init; } = _ => Task.CompletedTask;

        public async Task<string> Ask(CancellationToken token)
        {
            await Work(token);
            return answer;
        }
    }

    private sealed class Logs(List<string> lines) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? failure, Func<TState, Exception?, string> said) => lines.Add($"{said(state, failure)} {failure?.Message}");

        public void Dispose()
        {
        }
    }
}
