using Microsoft.Extensions.Configuration;

namespace WaterCrm.Kernel.Words;

/// <summary>The utility this system works for, from the section <c>Utility</c> of the configuration.</summary>
public sealed class Utility
{
    public Utility(IConfiguration configuration)
    {
        var said = configuration.GetSection("Utility");
        Name = said["Name"] is { Length: > 0 } name ? name : "WaterCrm";
        Telephone = said["Telephone"] ?? "";
        Currency = said["Currency"] is { Length: > 0 } currency ? currency : "VND";
        Language = Languages.Find(said["Language"] ?? "en") ?? throw new InvalidOperationException($"Utility:Language is '{said["Language"]}'; it must be one of {string.Join(", ", Languages.All.Select(l => l.Culture.Name))}.");
        var zone = said["TimeZone"] is { Length: > 0 } id ? id : "Asia/Ho_Chi_Minh";
        Zone = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : throw new InvalidOperationException($"Utility:TimeZone is '{zone}', which this machine does not know; write it as in 'Asia/Ho_Chi_Minh'.");
    }

    public string Name { get; }

    public string Telephone { get; }

    /// <summary>The telephone number as a link dials it.</summary>
    public string TelephoneDigits => string.Concat(Telephone.Where(c => char.IsAsciiDigit(c) || c == '+'));

    /// <summary>ISO 4217 code of the money in bills.</summary>
    public string Currency { get; }

    /// <summary>For who has not chosen one and whose browser asks for none of ours.</summary>
    public Language Language { get; }

    public TimeZoneInfo Zone { get; }
}
