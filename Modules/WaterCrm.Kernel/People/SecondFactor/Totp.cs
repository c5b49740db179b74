using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WaterCrm.Kernel.People.SecondFactor;

/// <summary>
/// Codes that change every half minute (RFC 6238: HMAC-SHA1, 6 digits, 30 s), as every authenticator app makes them. Identity's own provider reads the
/// computer's clock and does not say which half minute a code was of; without that a code that was seen could be used again.
/// </summary>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20, Digits = 6, SecondsOfStep = 30;

    /// <summary>160 random bits in Base32, as apps take them.</summary>
    public static string NewKey() => Encode(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What the QR code says.</summary>
    public static string Address(string issuer, string account, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={SecondsOfStep}";

    /// <summary>The half minute whose code was typed, if it is this one or a neighbour (clocks differ) and later than <paramref name="after"/>; null where it is no such code.</summary>
    public static long? Match(string key, string? typed, DateTime now, long after)
    {
        if (typed is null or { Length: > 20 }) return null;
        var code = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        if (code.Length != Digits) return null;

        var (bytes, current) = (Decode(key), StepOf(now));
        long? found = null;
        for (var step = current - 1; step <= current + 1; step++)   // all three, so that the time tells nothing
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(bytes, step)), Encoding.ASCII.GetBytes(code)) && step > after) found ??= step;
        return found;
    }

    public static string CodeOf(string key, DateTime at) => CodeOf(Decode(key), StepOf(at));

    private static long StepOf(DateTime at) => (long)(at - DateTime.UnixEpoch).TotalSeconds / SecondsOfStep;

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // The algorithm is the standard's; its weakness against collisions does not matter in an HMAC.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
            text.Append(Base32[Enumerable.Range(bit, 5).Aggregate(0, (value, b) => (value << 1) | (b < bytes.Length * 8 ? (bytes[b / 8] >> (7 - (b % 8))) & 1 : 0))]);
        return text.ToString();
    }

    private static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if (((Base32.IndexOf(key[bit / 5]) >> (4 - (bit % 5))) & 1) == 1) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return bytes;
    }
}
