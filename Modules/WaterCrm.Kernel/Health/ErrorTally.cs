using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Health;

/// <summary>Counts the errors that this process has logged in the last hour.</summary>
public sealed class ErrorTally(TimeProvider clock) : ILoggerProvider
{
    private const int Most = 10_000;   // whoever logs more than that in an hour need not be counted exactly
    private readonly Queue<DateTime> errors = new();

    /// <summary>How many in the last hour.</summary>
    public int LastHour
    {
        get
        {
            lock (errors)
            {
                while (errors.TryPeek(out var at) && at < clock.Utc().AddHours(-1)) errors.Dequeue();
                return errors.Count;
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Counter(this);

    public void Dispose()
    {
    }

    private void Count()
    {
        lock (errors)
            if (errors.Count < Most) errors.Enqueue(clock.Utc());
    }

    private sealed class Counter(ErrorTally tally) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) tally.Count();
        }
    }
}
