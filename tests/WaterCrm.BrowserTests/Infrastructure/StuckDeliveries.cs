using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;

namespace WaterCrm.BrowserTests.Infrastructure;

internal static class StuckDeliveries
{
    /// <summary>One delivery that failed too often, and one for a listener that is not there: nothing in the product fails so by itself.</summary>
    public static Task<bool> ParkDeliveriesAsync(this Site site, TimeProvider clock) => site.InScopeAsync(async services =>
    {
        var token = TestContext.Current.CancellationToken;
        await using var hold = await services.GetRequiredService<Database>().Writing.Enter("test", token);
        foreach (var listener in new[] { services.GetRequiredService<EventRegistry>().Listeners.First(), "WaterCrm.Billing.WhenComplaintClosed" })
        {
            var sequence = await hold.Scalar<long>("INSERT INTO kernel_outbox (name, subject, payload, occurred_at, written_at) VALUES ('complaints.closed', @id, '{}', @at, @at) RETURNING sequence", token, ("@id", Guid.NewGuid()), ("@at", clock.Utc()));
            await hold.Execute("INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, due_at, failure) VALUES (@listener, @sequence, @id, 'Parked', 8, @at, 'The connection was refused (127.0.0.1:2525).')", token, ("@listener", listener), ("@sequence", sequence), ("@id", Guid.NewGuid()), ("@at", clock.Utc()));
        }

        await hold.Commit(token);
        return true;
    });
}
