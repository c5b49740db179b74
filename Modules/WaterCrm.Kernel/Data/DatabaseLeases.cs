namespace WaterCrm.Kernel.Data;

/// <summary>
/// Lets one of several hosts do a piece of work. A lease that its holder did not give back may be taken over when its time is up,
/// and at once where it can be seen that the holder is dead.
/// </summary>
public sealed class DatabaseLeases(Database database, HostPresence presence, TimeProvider clock)
{
    public async Task<bool> TryTake(string name, TimeSpan holdFor, CancellationToken token)
    {
        await using var hold = await database.Writing.Enter("lease", token);
        var now = clock.Utc();
        var holder = await hold.Scalar<string>("SELECT holder FROM kernel_lease WHERE name = @name", token, ("@name", name));
        var dead = holder is not null && presence.IsAlive(holder) is false ? holder : null;
        var taken = await hold.Execute(
            "INSERT INTO kernel_lease (name, holder, until) VALUES (@name, @me, @until) " +
            "ON CONFLICT (name) DO UPDATE SET holder = @me, until = @until WHERE kernel_lease.until <= @now OR kernel_lease.holder = @me OR kernel_lease.holder = @dead",
            token, ("@name", name), ("@me", presence.Name), ("@until", now + holdFor), ("@now", now), ("@dead", dead ?? presence.Name));
        await hold.Commit(token);
        return taken > 0;
    }

    public async Task GiveBack(string name)
    {
        await using var hold = await database.Writing.Enter("lease", CancellationToken.None);
        await hold.Execute("DELETE FROM kernel_lease WHERE name = @name AND holder = @me", CancellationToken.None, ("@name", name), ("@me", presence.Name));
        await hold.Commit(CancellationToken.None);
    }
}
