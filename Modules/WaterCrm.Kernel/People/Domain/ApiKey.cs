using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Domain;

/// <summary>Lets a program in at <c>/api</c>, with some permissions. Only the hash of the key is kept.</summary>
internal sealed class ApiKey : Entity
{
    private const string Mark = "wcrm_";   // so that a key left in a file is recognised as one

    private ApiKey()
    {
    }

    public ApiKey(Guid id, string name, string key, IEnumerable<string> scopes, DateTime? expiresAt, Guid? ownerId, string madeBy, DateTime now)
    {
        (Id, Name, Beginning, Hash, Scopes) = (id, name.Trim(), key[..(Mark.Length + 6)], HashOf(key), string.Join(' ', scopes.Order(StringComparer.Ordinal)));
        (ExpiresAt, OwnerId, MadeBy, CreatedAt) = (expiresAt, ownerId, madeBy, now);
    }

    public string Name { get; private set; } = "";

    /// <summary>The first signs of the key, by which people know it again.</summary>
    public string Beginning { get; private set; } = "";

    public byte[] Hash { get; private set; } = [];

    /// <summary>Names of permissions, a blank between them.</summary>
    public string Scopes { get; private set; } = "";

    public string MadeBy { get; private set; } = "";

    /// <summary>Who answers for it: whoever made it, until somebody takes it over. It works as long as that account is open. Null where the system made it.</summary>
    public Guid? OwnerId { get; private set; }

    public DateTime CreatedAt { get; private set; }
    public DateTime? ExpiresAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }
    public DateTime? LastUsedAt { get; private set; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool IsValid(DateTime now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    public Result<ApiKey> Revoke(DateTime now)
    {
        if (RevokedAt is not null) return PeopleErrors.KeyRevoked;
        RevokedAt = now;
        return this;
    }

    public Result<ApiKey> TakeOver(Guid? owner)
    {
        if (RevokedAt is not null) return PeopleErrors.KeyRevoked;
        OwnerId = owner;
        return this;
    }

    /// <summary>256 random bits.</summary>
    public static string NewKey() => Mark + OneTimeLink.NewToken();

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
