using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.Features;

namespace WaterCrm.Kernel.People.Access;

/// <summary>
/// People as ASP.NET Core Identity sees them, for its sessions and security stamps. It only reads: its writes would pass by the command,
/// its transaction and its audit, so they are made in Features and refused here.
/// </summary>
internal sealed class PersonStore(KernelDbContext db, TimeProvider clock) : IUserSecurityStampStore<Person>
{
    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SignInName);

    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SignInKey);

    public async Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await Open().FirstOrDefaultAsync(p => p.Id == id, cancellationToken) : null;

    public async Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await Open().FirstOrDefaultAsync(p => p.SignInKey == normalizedUserName, cancellationToken);

    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) => throw WrittenByCommands();

    public Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken) => throw WrittenByCommands();

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) => throw WrittenByCommands();

    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken cancellationToken) => throw WrittenByCommands();

    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) => throw WrittenByCommands();

    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken) => throw WrittenByCommands();

    public void Dispose()
    {
        // The context is the scope's.
    }

    private IQueryable<Person> Open() => db.People.Include(p => p.Roles).WithOpenAccounts(clock.Utc());

    private static NotSupportedException WrittenByCommands() => new("People are changed by commands only.");
}
