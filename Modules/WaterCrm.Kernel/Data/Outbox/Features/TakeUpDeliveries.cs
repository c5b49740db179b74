using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Data.Outbox.Features;

/// <summary>Tries parked deliveries of a listener again, with as many tries as new ones have.</summary>
/// <param name="Listener">Whose.</param>
/// <param name="Sequence">The one event; null for the first <see cref="StuckRules.AtOnce"/> of all.</param>
[Audited("deliveries.tried-again", "Tried deliveries between modules again")]
public sealed record TryDeliveriesAgain(string Listener, long? Sequence = null) : ICommand<int>, IStuck;

/// <summary>Discards stuck deliveries of a listener: it never hears of these events, and what waits behind them goes on.</summary>
/// <param name="Listener">Whose.</param>
/// <param name="Sequence">The one event; null for the first <see cref="StuckRules.AtOnce"/> of all.</param>
[Audited("deliveries.discarded", "Discarded deliveries between modules")]
public sealed record DiscardDeliveries(string Listener, long? Sequence = null) : ICommand<int>, IStuck;

internal interface IStuck
{
    string Listener { get; }
}

internal sealed class TryDeliveriesAgainValidator : StuckRules<TryDeliveriesAgain>;

internal sealed class DiscardDeliveriesValidator : StuckRules<DiscardDeliveries>;

internal abstract class StuckRules<T> : AbstractValidator<T>
    where T : IStuck
{
    // PostgreSQL refuses to look for a name with a NUL character.
    protected StuckRules() => RuleFor(s => s.Listener).NotEmpty().MaximumLength(256).Must(name => !name.Contains('\0', StringComparison.Ordinal)).WithMessage("Use only characters that can be printed.");
}

internal static class StuckRules
{
    /// <summary>So few that others can write again soon.</summary>
    public const int AtOnce = 200;

    public static readonly Error Gone = new("deliveries.gone", "It was delivered or discarded meanwhile.", 409);
    public static readonly Error NobodyListens = new("deliveries.nobody-listens", "Nobody listens under this name now. Switch the module on again, or discard these deliveries.", 409);
}

internal sealed class TakeUpDeliveriesHandler(KernelDbContext db, EventRegistry events, CommandScope command, OutboxSignal signal, TimeProvider clock)
    : IRequestHandler<TryDeliveriesAgain, Result<int>>, IRequestHandler<DiscardDeliveries, Result<int>>
{
    public async Task<Result<int>> Handle(TryDeliveriesAgain request, CancellationToken token)
    {
        if (events.Find(request.Listener) is null) return StuckRules.NobodyListens;

        var now = clock.Utc();
        return await Each(request.Listener, request.Sequence, "Modified", row => row.ExecuteUpdateAsync(
            set => set.SetProperty(e => e.State, DeliveryState.Pending).SetProperty(e => e.Tries, 0).SetProperty(e => e.DueAt, now), token), token);
    }

    public Task<Result<int>> Handle(DiscardDeliveries request, CancellationToken token) =>
        Each(request.Listener, request.Sequence, "Deleted", row => row.ExecuteDeleteAsync(token), token);

    /// <summary>One row after the other and only while it is stuck: another may take it up at the same moment.</summary>
    private async Task<Result<int>> Each(string listener, long? sequence, string kind, Func<IQueryable<InboxEntry>, Task<int>> change, CancellationToken token)
    {
        var done = 0;
        var stuck = db.Inbox.Stuck(events);
        foreach (var entry in await stuck.Of(listener, sequence).OrderBy(e => e.Sequence).Take(StuckRules.AtOnce).AsNoTracking().ToListAsync(token))
        {
            if (await change(stuck.Of(listener, entry.Sequence)) == 0) continue;

            command.Changed(new EntityChange(Word.Of("Delivery"), entry.Subject, kind, new Dictionary<string, string?[]>
            {
                [Word.Of("Listener")] = [listener, listener], [Word.Of("Sequence")] = [FormattableString.Invariant($"{entry.Sequence}"), FormattableString.Invariant($"{entry.Sequence}")],
                ["State"] = [entry.State.ToString(), kind is "Deleted" ? null : nameof(DeliveryState.Pending)],
            }));
            done++;
        }

        if (done == 0) return StuckRules.Gone;

        command.AfterCommit(signal.Raise);   // also what waited behind it can go now
        return done;
    }
}
