using WaterCrm.Kernel.Data;
using WaterCrm.Sops;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>Tests with cases of the procedure <see cref="Visit"/>.</summary>
public abstract class CaseTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private protected SopWorld world = null!;

    public async ValueTask InitializeAsync() => world = await SopWorld.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (world is not null) await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected CaseState State(Guid subject) => world.Things.States[subject];
}
