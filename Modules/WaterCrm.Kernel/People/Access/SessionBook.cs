using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.People.Access;

/// <summary>The rows of the sessions. They are written beside the audit: that somebody is still there is nothing anybody did.</summary>
internal sealed class SessionBook(IServiceScopeFactory scopes, CommandRunner runner, Settings<PeopleSettings> settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, DateTime> left = new();

    // A page that asks for ten things at once writes once.
    private static readonly TimeSpan Coarsely = TimeSpan.FromSeconds(30);

    public static Guid? IdOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue(SessionClaims.Session), out var id) ? id : null;

    public async Task<Guid> Open(Guid person, string address, string agent, bool confirmed, CancellationToken token)
    {
        var now = clock.Utc();
        var session = new Session { Id = Ids.New(clock), PersonId = person, BegunAt = now, LastSeenAt = now, Address = Cut(address, 64), Agent = Cut(agent, 300), ConfirmedAt = confirmed ? now : null };
        await Write(async db =>
        {
            db.Add(session);
            return await db.SaveChangesAsync(token);
        });
        return session.Id;
    }

    /// <summary>Whether the session still is one; if so, notes that it was seen.</summary>
    public async Task<bool> Seen(Guid session, Guid person, string address)
    {
        var now = clock.Utc();
        if (await Read(db => db.Sessions.Where(s => s.Id == session && s.PersonId == person).Select(s => new { s.LastSeenAt }).FirstOrDefaultAsync()) is not { } row) return false;
        if (now - row.LastSeenAt < Coarsely) return true;

        var from = Cut(address, 64);
        return await Write(db => db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.Address, from))) == 1;
    }

    public Task Confirm(Guid session)
    {
        var now = clock.Utc();
        return Write(db => db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, now)));
    }

    public Task<DateTime?> ConfirmedAt(Guid session) => Read(db => db.Sessions.Where(s => s.Id == session).Select(s => s.ConfirmedAt).FirstOrDefaultAsync());

    public Task Close(Guid session)
    {
        var now = clock.Utc();
        var looked = now.AddSeconds(-2 * settings.Current.RecheckSeconds);   // by then the row was missed
        foreach (var (old, _) in left.Where(l => l.Value < looked)) left.TryRemove(old, out _);
        left[session] = now;
        return Write(db => db.Sessions.Where(s => s.Id == session).ExecuteDeleteAsync());
    }

    /// <summary>Somebody signed out here a moment ago. A copy of the cookie would be good until its row is looked for again.</summary>
    public bool HasLeft(Guid session) => left.ContainsKey(session);

    public Task<int> Forget(DateTime notSeenSince) => Write(db => db.Sessions.Where(s => s.LastSeenAt < notSeenSince).ExecuteDeleteAsync());

    private async Task<T> Read<T>(Func<KernelDbContext, Task<T>> look)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<KernelDbContext>());
    }

    private async Task<int> Write(Func<KernelDbContext, Task<int>> change) =>
        (await runner.Run<Result<int>>("sessions", async (services, _) => await change(services.GetRequiredService<KernelDbContext>()), CancellationToken.None)).Value;

    /// <summary>What a browser says of itself may be anything; half a sign would be refused by PostgreSQL.</summary>
    private static string Cut(string text, int most) => NameKeys.Clean(text.Length > most ? text[..most] : text);
}

/// <summary>Takes away the rows of sessions that ended by themselves.</summary>
[BackgroundTask(Schedule = "45 19 * * *", Title = "Forget ended sessions", Description = "Removes sessions in which nobody was seen for a month.")]
internal sealed class SessionCleanUp(SessionBook book, TimeProvider clock) : IBackgroundTask
{
    // The longest a session may be idle is a week.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken) => book.Forget(clock.Utc() - Kept);
}
