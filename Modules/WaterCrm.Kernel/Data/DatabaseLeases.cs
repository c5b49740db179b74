namespace WaterCrm.Kernel.Data;

/// <summary>Lets one of several hosts do a piece of work. A lease that its holder did not give back may be taken over when its time is up.</summary>
public sealed class DatabaseLeases(Database database, TimeProvider clock)
{
    private readonly string me = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    public async Task<bool> TryTake(string name, TimeSpan holdFor, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter("lease", token);
        var now = clock.Utc();
        var taken = await hold.Execute(
            "INSERT INTO kernel_lease (name, holder, until) VALUES (@name, @me, @until) " +
            "ON CONFLICT (name) DO UPDATE SET holder = @me, until = @until WHERE kernel_lease.until <= @now OR kernel_lease.holder = @me",
            token, ("@name", name), ("@me", me), ("@until", now + holdFor), ("@now", now));
        await hold.Commit(token);
        return taken > 0;
    }

    public async Task GiveBack(string name)
    {
        await using var hold = await database.Writing.Enter("lease", CancellationToken.None);
        await hold.Execute("DELETE FROM kernel_lease WHERE name = @name AND holder = @me", CancellationToken.None, ("@name", name), ("@me", me));
        await hold.Commit(CancellationToken.None);
    }
}
