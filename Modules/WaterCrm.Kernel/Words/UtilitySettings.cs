using System.Globalization;
using FluentValidation;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Words;

/// <summary>Who the utility is, and how it writes. Read it through <see cref="Utility"/>.</summary>
[SettingsGroup("utility", "Utility", Help = "Your name, and how languages, times and money are written.", Order = 0)]
public sealed record UtilitySettings
{
    [Setting("Name of the utility", Help = "As it stands on every page.", Required = true)]
    public string Name { get; init; } = "WaterCrm";

    [Setting("Telephone", Help = "The number customers call. It stands on every public page.")]
    public string Telephone { get; init; } = "";

    [Setting("Languages", Help = "The languages readers can choose from.", Options = typeof(LanguageOptions))]
    public IReadOnlyList<string> Languages { get; init; } = [.. Words.Languages.All.Select(l => l.Culture.Name)];

    [Setting("First language", Help = "For readers who have not chosen one and whose browser asks for none of these.", Required = true, Options = typeof(LanguageOptions))]
    public string Language { get; init; } = "en";

    [Setting("Time zone", Help = "Times are shown and deadlines counted in it.", Required = true, Options = typeof(TimeZoneOptions))]
    public string TimeZone { get; init; } = "Asia/Ho_Chi_Minh";

    [Setting("Country", Help = "Its rules for advertising by message hold for news. Empty for none.", Options = typeof(CountryOptions))]
    public string Country { get; init; } = "VN";

    [Setting("Currency", Help = "The money in bills. Amounts that are stored already are not converted.", Required = true, Options = typeof(CurrencyOptions))]
    public string Currency { get; init; } = "VND";
}

internal sealed class UtilitySettingsRules : AbstractValidator<UtilitySettings>
{
    public UtilitySettingsRules()
    {
        RuleFor(u => u.Telephone).Must(number => number.Length == 0 || PhoneNumber.Normalise(number) is not null).WithMessage("This is not a telephone number. Write it as 0912 345 678 or +84 912 345 678.");
        RuleFor(u => u.Languages).NotEmpty().WithMessage("Choose at least one language.");
        RuleFor(u => u.Language).Must((utility, first) => utility.Languages.Count == 0 || utility.Languages.Contains(first)).WithMessage("The first language must be one of those readers can choose from.");
    }
}

internal sealed class LanguageOptions : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => Languages.All.Select(l => new FieldOption(l.Culture.Name, l.Name));
}

/// <summary>The zones this machine knows.</summary>
internal sealed class TimeZoneOptions(TimeProvider clock) : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() =>
        TimeZoneInfo.GetSystemTimeZones().Append(TimeZoneInfo.Utc).DistinctBy(z => z.Id).OrderBy(z => z.Id, StringComparer.Ordinal).Select(z => new FieldOption(z.Id, $"{z.Id} ({Offset(z.GetUtcOffset(clock.GetUtcNow()))})"));

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}

internal sealed class CurrencyOptions : ISettingOptions
{
    private static readonly IReadOnlyList<FieldOption> All =
        [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Where(c => c.Name.Length > 0 && !c.CultureTypes.HasFlag(CultureTypes.UserCustomCulture)).Select(Region).OfType<RegionInfo>()
            .Where(r => r.ISOCurrencySymbol.Length == 3).DistinctBy(r => r.ISOCurrencySymbol).OrderBy(r => r.ISOCurrencySymbol, StringComparer.Ordinal)
            .Select(r => new FieldOption(r.ISOCurrencySymbol, $"{r.ISOCurrencySymbol} - {r.CurrencyEnglishName}"))];

    public IEnumerable<FieldOption> Offered() => All;

    /// <summary>A culture without a country, such as Esperanto, has no money.</summary>
    private static RegionInfo? Region(CultureInfo culture)
    {
        try
        {
            return new RegionInfo(culture.Name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
