namespace WaterCrm.Kernel.Words;

/// <summary>The utility this system works for, as its settings say at this moment.</summary>
public sealed class Utility(Func<UtilitySettings> said)
{
    private volatile Meant? last;

    public string Name => said().Name;

    public string Telephone => said().Telephone;

    /// <summary>The telephone number as a link dials it.</summary>
    public string TelephoneDigits => string.Concat(Telephone.Where(c => char.IsAsciiDigit(c) || c == '+'));

    /// <summary>ISO 4217 code of the money in bills.</summary>
    public string Currency => said().Currency;

    /// <summary>ISO 3166 code of the country whose rules for messages hold; empty for none.</summary>
    public string Country => said().Country;

    /// <summary>For who has not chosen one and whose browser asks for none of ours.</summary>
    public Language Language => Now.Language;

    /// <summary>Those readers can choose from.</summary>
    public IReadOnlyList<Language> Languages => [.. Words.Languages.All.Where(l => said().Languages.Contains(l.Culture.Name))];

    /// <summary>The zone in which times are shown. One that only another machine knows is UTC here.</summary>
    public TimeZoneInfo Zone => Now.Zone;

    /// <summary>Each page asks for both, each time on it for one: names are looked up when the settings have changed.</summary>
    private Meant Now
    {
        get
        {
            var settings = said();
            if (last is { } known && ReferenceEquals(known.Settings, settings)) return known;
            return last = new Meant(settings, Words.Languages.Find(settings.Language) ?? Words.Languages.All[1],
                TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);
        }
    }

    private sealed record Meant(UtilitySettings Settings, Language Language, TimeZoneInfo Zone);
}
