using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WaterCrm.Kernel.People.Domain;

internal enum LinkPurpose
{
    /// <summary>Makes the first administrator; belongs to nobody.</summary>
    Setup,

    /// <summary>Lets a person choose a password.</summary>
    Password,
}

/// <summary>A link that works once. Only the hash of its token is kept, and a person has at most one: a new one ends the old.</summary>
internal sealed class OneTimeLink
{
    public LinkPurpose Purpose { get; init; }
    public Guid PersonId { get; init; }
    public required byte[] Hash { get; init; }
    public DateTime ExpiresAt { get; init; }

    /// <summary>256 random bits, as they stand in an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string? token) => SHA256.HashData(Encoding.UTF8.GetBytes(token ?? ""));   // blanks in an address are bound as nothing
}
