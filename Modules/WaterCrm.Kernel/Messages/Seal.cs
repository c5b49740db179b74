using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace WaterCrm.Kernel.Messages;

/// <summary>Closes texts that open a door - a link for a password - with the host's keys until they are sent: neither a copy of the database nor whoever reads the list of messages comes in by them.</summary>
internal sealed class Seal(Func<IDataProtectionProvider> provider)
{
    private readonly Lazy<IDataProtector> protector = new(() => provider().CreateProtector("WaterCrm.Messages.Sealed"));

    public string Close(string text) => protector.Value.Protect(text);

    /// <returns>Null where the host's keys are not those it was closed with: in a trial, or after a restore without its keys.</returns>
    public string? Open(string closed)
    {
        try
        {
            return protector.Value.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
