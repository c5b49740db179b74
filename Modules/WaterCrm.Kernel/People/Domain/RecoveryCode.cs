using System.Security.Cryptography;
using System.Text;

namespace WaterCrm.Kernel.People.Domain;

/// <summary>Stands in for the authenticator app once. Only its hash is kept; 80 random bits need no slow one.</summary>
internal sealed class RecoveryCode
{
    public const int Count = 10;
    private const int Letters = 16;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";   // none that is read as another

    public Guid PersonId { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>A new code as it is printed: <c>ABCD-EFGH-JKLM-NPQR</c>.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(4).Select(part => new string(part)));

    /// <summary>Null for what cannot be one. Typed with or without strokes, blanks and capitals it is the same.</summary>
    public static byte[]? HashOf(string? typed)
    {
        if (typed is null or { Length: > 100 }) return null;
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length == Letters ? SHA256.HashData(Encoding.ASCII.GetBytes(code)) : null;
    }
}
