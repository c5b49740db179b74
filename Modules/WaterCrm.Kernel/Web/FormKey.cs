using System.Security.Cryptography;
using System.Text;

namespace WaterCrm.Kernel.Web;

/// <summary>The random number of one form that was handed out. One form makes one complaint, however often it is sent.</summary>
public sealed record FormKey
{
    public const int Length = 16;

    private readonly byte[] key;

    public FormKey(ReadOnlySpan<byte> key) => this.key = key.Length == Length
        ? key.ToArray()
        : throw new ArgumentException($"A form's key has {Length} bytes.", nameof(key));

    public static FormKey New() => new(RandomNumberGenerator.GetBytes(Length));

    public byte[] ToBytes() => [.. key];

    /// <summary>A number made from the key, from which neither the key nor another such number can be found.</summary>
    public byte[] Derive(string purpose) => SHA256.HashData([.. Encoding.ASCII.GetBytes(purpose + ":"), .. key]);

    public bool Equals(FormKey? other) => other is not null && CryptographicOperations.FixedTimeEquals(key, other.key);

    public override int GetHashCode() => BitConverter.ToInt32(key);

    public override string ToString() => "(form key)";   // never in a log
}
