using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WaterCrm.Kernel.Messages.Mail;

/// <summary>Which certificates of a mail server are trusted: those of the machine's authorities, or only those that the settings name.</summary>
internal static class MailCertificates
{
    /// <summary>The certificates of a text in PEM; none where it is empty, null where it holds none or one that cannot be read.</summary>
    public static X509Certificate2Collection? Read(string pem)
    {
        X509Certificate2Collection read = [];
        if (pem.Trim().Length == 0) return read;
        try
        {
            read.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return read.Count > 0 ? read : null;
    }

    /// <summary>The name in the certificate and its dates are checked either way.</summary>
    /// <returns>Null for the machine's authorities.</returns>
    public static X509ChainPolicy? PolicyOf(string pem)
    {
        if (Read(pem) is not { Count: > 0 } trusted) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };   // an own authority seldom has a list of what it revoked
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }
}
