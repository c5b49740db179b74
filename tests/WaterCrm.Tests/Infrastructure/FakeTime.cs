namespace WaterCrm.Tests.Infrastructure;

/// <summary>
/// A clock that stands still until the test moves it. Timers that fall due on the way fire in their order, each at its own moment; over more than an hour
/// it leaps, as the clock of a machine that slept: then each fires once, at the end. A watch that looks every five seconds would look 500,000 times in a month.
/// </summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>A Monday morning at nine in Viet Nam.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Awake = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private readonly List<(TimeSpan Length, TaskCompletionSource Set)> awaited = [];
    private DateTimeOffset now = start;

    public FakeTime() : this(Monday)
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void MoveTo(DateTimeOffset moment)
    {
        lock (gate)
        {
            if (moment - now > Awake) now = moment;
        }

        while (true)
        {
            Alarm? next;
            lock (gate)
            {
                next = alarms.Where(a => a.DueAt <= moment).MinBy(a => a.DueAt);
                if (next is null) now = moment;
                else if (next.DueAt > now) now = next.DueAt;
                next?.Rearm();
            }

            if (next is null) return;
            next.Ring();
        }
    }

    /// <summary>Done when the next timer of this length is set: from then on moving the clock ends somebody's patience.</summary>
    public Task TimerOf(TimeSpan length)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) awaited.Add((length, set));
        return set.Task;
    }

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(FakeTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset DueAt { get; private set; }

        public void Ring() => callback(state);

        public void Rearm()
        {
            if (period == Timeout.InfiniteTimeSpan) clock.alarms.Remove(this);
            else
            {
                while (DueAt <= clock.now) DueAt += period;
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            bool rings;
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                period = newPeriod > TimeSpan.Zero ? newPeriod : Timeout.InfiniteTimeSpan;
                rings = dueTime == TimeSpan.Zero;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = clock.now + dueTime;
                if (!rings || period != Timeout.InfiniteTimeSpan) clock.alarms.Add(this);
                if (rings && period != Timeout.InfiniteTimeSpan) DueAt += period;
                foreach (var (_, set) in clock.awaited.Where(a => a.Length == dueTime)) set.TrySetResult();
                clock.awaited.RemoveAll(a => a.Length == dueTime);
            }

            if (rings) ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
