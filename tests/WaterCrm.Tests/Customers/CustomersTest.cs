using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Customers;

/// <summary>A test with the customers module on a database of its own; derived once for each kind of database.</summary>
public abstract class CustomersTest(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    protected Harness Harness { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Harness = await Harness.Start(provider, postgres, [new WaterCrm.Customers.Startup()]);
        await Prepare();
    }

    public async ValueTask DisposeAsync()
    {
        if (Harness is not null) await Harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Task Prepare() => Task.CompletedTask;

    protected async Task<Guid> Recorded(RecordCustomer request) => Done(await Harness.Send(request));

    protected Task<Guid> Recorded(string name, params string[] phones) => Recorded(new RecordCustomer { Name = name, Phones = phones });

    /// <summary>Names of those the list finds, in its order.</summary>
    protected async Task<string[]> Found(string text) =>
        [.. (await Harness.Send(new FindCustomers { Text = text })).Rows.Select(r => r.Name)];

    protected async Task<CustomerCard> Card(Guid id) => await Harness.Send(new ShowCustomer(id)) ?? throw new InvalidOperationException("There is no such customer.");

    protected static T Done<T>(Result<T> result) => result.Error is { } error
        ? throw new InvalidOperationException($"{error.Code}: {error.Message} {string.Join("; ", error.Fields.Select(f => $"{f.Field}: {f.Message}"))}")
        : result.Value;
}
