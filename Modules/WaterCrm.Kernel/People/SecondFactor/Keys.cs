using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace WaterCrm.Kernel.People.SecondFactor;

/// <summary>Encrypts what authenticator apps share with us, with the host's keys: a copy of the database alone makes no codes.</summary>
internal sealed class Keys(IDataProtectionProvider provider)
{
    private readonly IDataProtector kept = provider.CreateProtector("WaterCrm.SecondFactor.Kept");
    private readonly ITimeLimitedDataProtector offered = provider.CreateProtector("WaterCrm.SecondFactor.Offered").ToTimeLimitedDataProtector();

    public string Keep(string key) => kept.Protect(key);

    /// <summary>Null where the host's keys are not those it was encrypted with.</summary>
    public string? Read(string? encrypted) => Open(() => encrypted is null ? null : kept.Unprotect(encrypted));

    /// <summary>A key that is shown to a person and not kept until a code of it comes back; it travels with the page.</summary>
    public string Offer(Guid person, string key) => offered.Protect($"{person:N} {key}", TimeSpan.FromHours(1));

    /// <summary>The key that was offered to this person; null where it is another's, too old or made up.</summary>
    public string? Offered(Guid person, string? page) =>
        Open(() => page is { Length: > 0 and < 2000 } ? offered.Unprotect(page) : null) is { } text && text.StartsWith($"{person:N} ", StringComparison.Ordinal) ? text[33..] : null;

    private static string? Open(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
