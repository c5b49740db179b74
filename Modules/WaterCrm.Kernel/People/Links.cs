using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People;

/// <summary>Links that work once.</summary>
internal sealed class Links(KernelDbContext db, CommandScope command, TimeProvider clock)
{
    public async Task<(string Token, DateTime ExpiresAt)> Make(LinkPurpose purpose, Guid person, TimeSpan lasts, CancellationToken token)
    {
        var (text, until) = (OneTimeLink.NewToken(), clock.Utc() + lasts);
        // One row for each purpose and person, whoever else makes one at this moment.
        await command.Hold!.Execute(
            "INSERT INTO kernel_one_time_link (\"Purpose\", \"PersonId\", \"Hash\", \"ExpiresAt\") VALUES (@purpose, @person, @hash, @until) " +
            "ON CONFLICT (\"Purpose\", \"PersonId\") DO UPDATE SET \"Hash\" = @hash, \"ExpiresAt\" = @until",
            token, ("@purpose", purpose), ("@person", person), ("@hash", OneTimeLink.HashOf(text)), ("@until", until));
        return (text, until);
    }

    /// <summary>The person a link belongs to, if it can still be used. Wrong, used and expired ones look alike.</summary>
    public async Task<Guid?> Find(LinkPurpose purpose, string link, CancellationToken token) =>
        (await Valid(purpose, link).Select(l => new { l.PersonId }).FirstOrDefaultAsync(token))?.PersonId;

    /// <summary>Uses the link up. Of two who come with it at once, one is told that it worked: the other finds no row to delete.</summary>
    public async Task<bool> Use(LinkPurpose purpose, string link, CancellationToken token) => await Valid(purpose, link).ExecuteDeleteAsync(token) == 1;

    public Task Forget(Guid person, CancellationToken token) => db.OneTimeLinks.Where(l => l.PersonId == person).ExecuteDeleteAsync(token);

    private IQueryable<OneTimeLink> Valid(LinkPurpose purpose, string link)
    {
        var (hash, now) = (OneTimeLink.HashOf(link), clock.Utc());
        return db.OneTimeLinks.Where(l => l.Purpose == purpose && l.Hash == hash && l.ExpiresAt > now);
    }
}
