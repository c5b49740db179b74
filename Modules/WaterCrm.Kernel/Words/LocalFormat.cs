using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Words;

/// <summary>Times, numbers and money as the reader's language writes them, in the utility's zone. Takes UTC as the database holds it.</summary>
public sealed class LocalFormat(TimeProvider clock, Utility utility, IStringLocalizer<Utility> S)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);   // the default one writes Vietnamese as numbers

    // Places behind the point by ISO 4217 where they are not two; of LAK the hundredths are no longer in use (CLDR).
    private static readonly HashSet<string> WithoutCents = ["VND", "JPY", "KRW", "LAK", "BIF", "CLP", "DJF", "GNF", "ISK", "KMF", "PYG", "RWF", "UGX", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> WithThousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>The utility's wall clock at a moment given in UTC.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), utility.Zone);

    /// <summary>UTC of a moment typed on the utility's wall clock. An hour that the clocks skip in spring counts as the hour after it.</summary>
    public DateTime ToUtc(DateTime local)
    {
        if (local.Kind == DateTimeKind.Utc) return local;
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(utility.Zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall, utility.Zone);
    }

    /// <summary>UTC of the moment at which this day is over for the utility.</summary>
    public DateTime EndOf(DateOnly day) => day == DateOnly.MaxValue ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) : ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));

    public DateOnly Today => DateOnly.FromDateTime(Local(Now));

    public string Date(DateOnly day) => day.ToString(DatePattern, CultureInfo.CurrentCulture);

    public string Date(DateTime utc) => Date(DateOnly.FromDateTime(Local(utc)));

    /// <summary>The last day of what ends at this moment: an end at midnight is the end of the day before.</summary>
    public string LastDay(DateTime utc) => Date(utc.AddTicks(-1));

    public string Time(DateTime utc) => Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string DateAndTime(DateTime utc) => $"{Date(utc)} {Time(utc)}";

    /// <summary>With the seconds, where the order of things matters.</summary>
    public string Exactly(DateTime utc) => $"{Date(utc)} {Local(utc).ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    /// <summary>"Mon 23 Nov", "Th 2 23/11", "周一 11月23日": a day of a week that is in sight.</summary>
    public string DayOfWeek(DateOnly day) => day.ToString(Languages.Current.Culture.Name switch { "vi" => "ddd dd/MM", "zh-Hans" => "ddd M月d日", _ => "ddd d MMM" }, CultureInfo.CurrentCulture);

    /// <summary>"today 16:30", "tomorrow 08:00", else the date and the time.</summary>
    public string Day(DateTime utc) => (DateOnly.FromDateTime(Local(utc)).DayNumber - Today.DayNumber) switch
    {
        0 => S["today {0}", Time(utc)],
        1 => S["tomorrow {0}", Time(utc)],
        -1 => S["yesterday {0}", Time(utc)],
        _ => DateAndTime(utc),
    };

    /// <summary>A deadline in a list: "due in 2 h 10" or "3 h late".</summary>
    public string Due(DateTime utc) => utc >= Now ? S["due in {0}", Span(utc - Now)] : S["{0} late", Span(Now - utc)];

    /// <summary>"3 h ago", "in 2 days"; the date where nobody counts days any more.</summary>
    public string Relative(DateTime utc) =>
        (Now - utc).Duration() >= CountedDays ? Date(utc) : (Now - utc).Duration() < TimeSpan.FromMinutes(1) ? S["just now"] : utc > Now ? S["in {0}", Span(utc - Now)] : S["{0} ago", Span(Now - utc)];

    /// <summary>How long, as coarsely as one would say it.</summary>
    public string Span(TimeSpan span)
    {
        var minutes = (long)span.TotalMinutes;
        return minutes switch
        {
            < 1 => S["less than a minute"],
            < 60 => S["{0} min", minutes],
            < 600 when minutes % 60 > 0 => S["{0} h {1:00}", minutes / 60, minutes % 60],
            < 2880 => S["{0} h", minutes / 60],
            _ => S.Plural(minutes / 1440, "1 day", "{0} days"),
        };
    }

    /// <summary>A time element: the deadline relative, its date and time on hover and in print.</summary>
    public IHtmlContent DueElement(DateTime utc) => Element(utc, Due(utc), utc < Now ? "when late" : "when");

    /// <summary>A time element: relative, its date and time on hover and in print.</summary>
    public IHtmlContent RelativeElement(DateTime utc) => Element(utc, Relative(utc), "when");

    /// <summary>A time element: only the time of day, with its date on hover and in print.</summary>
    public IHtmlContent TimeElement(DateTime utc) => Element(utc, Time(utc), "when");

    public string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public string Number(decimal number, int decimals) => number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);

    /// <summary>As many decimals as the number has.</summary>
    public string Number(decimal number) => number.ToString("#,0.############", CultureInfo.CurrentCulture);

    /// <summary>0.125 is 12.5%: none of the three languages sets a blank before the sign.</summary>
    public string Percent(double share, int decimals = 0) => (share * 100).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture) + "%";

    /// <summary>Money in its smallest unit: dong, or hundredths of what has them. A minus stands in front of all.</summary>
    public string Money(long minor, string? currency = null)
    {
        var code = currency ?? utility.Currency;
        var size = Math.Abs((decimal)minor);
        var amount = WithoutCents.Contains(code) ? Number(size, 0) : WithThousandths.Contains(code) ? Number(size / 1000, 3) : Number(size / 100, 2);
        return (minor < 0 ? CultureInfo.CurrentCulture.NumberFormat.NegativeSign : "") + code switch { "VND" => amount + "\u00A0₫", "CNY" => "¥" + amount, _ => amount + "\u00A0" + code };
    }

    private static readonly TimeSpan CountedDays = TimeSpan.FromDays(60);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string DatePattern => Languages.Current.Culture.Name switch { "vi" => "dd/MM/yyyy", "zh-Hans" => "yyyy年M月d日", _ => "d MMM yyyy" };

    private HtmlString Element(DateTime utc, string text, string css)
    {
        var (machine, absolute) = (utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), Html.Encode(DateAndTime(utc)));
        return new HtmlString($"<time class=\"{css}\" datetime=\"{machine}\" title=\"{absolute}\">{Html.Encode(text)}</time>");
    }
}
