namespace WaterCrm.Kernel.Data.Outbox;

/// <summary>Wakes whoever waits for work. A ring that comes early is kept.</summary>
public abstract class Bell
{
    private readonly SemaphoreSlim wake = new(0, 1);

    public void Raise()
    {
        if (wake.CurrentCount > 0) return;
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Waits for a ring, or for the time after which a look is due anyhow.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider clock, CancellationToken token)
    {
        using var patience = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, patience.Token);
        try
        {
            await wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // Nothing was said; look all the same.
        }
    }
}

/// <summary>Rung when a commit has something to tell the modules.</summary>
public sealed class OutboxSignal : Bell;
