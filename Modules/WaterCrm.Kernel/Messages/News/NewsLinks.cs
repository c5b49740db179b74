using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace WaterCrm.Kernel.Messages.News;

/// <summary>Whose link it is and for which news.</summary>
/// <param name="Channel">Code of the way.</param>
/// <param name="Address">Where the message went.</param>
/// <param name="News">Code of the kind of news.</param>
/// <param name="Language">The receiver's.</param>
/// <param name="Customer">Where it is known.</param>
/// <param name="Message">In which the link stood.</param>
internal sealed record NewsLink(string Channel, string Address, string News, string Language, Guid? Customer, Guid? Message);

/// <summary>
/// The part of an address by which somebody unsubscribes without signing in (RFC 8058: it names receiver and list by itself). It is closed with the host's keys,
/// says nothing to who reads it, and has no end: a mail may be years old when somebody has had enough.
/// </summary>
internal sealed class NewsLinks(Func<IDataProtectionProvider> provider)
{
    private const int Longest = 2000;

    private readonly Lazy<IDataProtector> protector = new(() => provider().CreateProtector("WaterCrm.Messages.News"));

    public string Write(NewsLink link) => protector.Value.Protect(string.Join('\n', link.Channel, link.Address, link.News, link.Language, link.Customer?.ToString("N") ?? "", link.Message?.ToString("N") ?? ""));

    /// <returns>Null for what we have not written, or not with the keys at hand.</returns>
    public NewsLink? Read(string? token)
    {
        if (token is null or { Length: 0 or > Longest }) return null;
        try
        {
            return protector.Value.Unprotect(token).Split('\n') is [var channel, var address, var news, var language, var customer, var message] ? new NewsLink(channel, address, news, language, Id(customer), Id(message)) : null;
        }
        catch (Exception tampered) when (tampered is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static Guid? Id(string text) => Guid.TryParseExact(text, "N", out var id) ? id : null;
}
