using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Words;

public sealed class LocalFormatTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 11, 20, 5, 0, 0, DateTimeKind.Utc);   // 12:00 in Ho Chi Minh City
    private readonly CultureInfo before = CultureInfo.CurrentCulture, beforeUi = CultureInfo.CurrentUICulture;

    [Theory]
    [InlineData("en", 130, "due in 2 h 10")]
    [InlineData("vi", 130, "còn 2 giờ 10")]
    [InlineData("zh-Hans", 130, "还剩 2 小时 10 分")]
    [InlineData("en", -180, "3 h late")]
    [InlineData("vi", -180, "quá hạn 3 giờ")]
    [InlineData("zh-Hans", -180, "超时 3 小时")]
    [InlineData("en", 59, "due in 59 min")]
    [InlineData("en", 0, "due in less than a minute")]
    [InlineData("en", 61, "due in 1 h 01")]
    [InlineData("en", 1439, "due in 23 h")]
    [InlineData("en", 2880, "due in 2 days")]
    [InlineData("vi", -4320, "quá hạn 3 ngày")]
    public void A_deadline_is_said_as_one_would_say_it(string language, int minutes, string expected) =>
        Assert.Equal(expected, Speaking(language).Due(Noon.AddMinutes(minutes)));

    [Fact]
    public void A_time_element_shows_the_date_on_hover_and_holds_it_for_machines()
    {
        var late = Speaking("vi").DueElement(Noon.AddHours(-1)).ToString();
        Assert.StartsWith("""<time class="when late" datetime="2026-11-20T04:00:00Z" title="20/11/2026 11:00">""", late, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-59, "59 days ago")]
    [InlineData(-60, "21 Sep 2026")]
    [InlineData(3, "in 3 days")]
    [InlineData(365, "20 Nov 2027")]
    public void Days_are_counted_as_long_as_people_would_count_them(int days, string expected) => Assert.Equal(expected, Speaking("en").Relative(Noon.AddDays(days)));

    [Theory]
    [InlineData("en", "20 Nov 2026 12:00", "today 12:00", "1,204", "98.5%", "1,250,000\u00A0₫", "¥1,234.50")]
    [InlineData("vi", "20/11/2026 12:00", "hôm nay 12:00", "1.204", "98,5%", "1.250.000\u00A0₫", "¥1.234,50")]
    [InlineData("zh-Hans", "2026年11月20日 12:00", "今天 12:00", "1,204", "98.5%", "1,250,000\u00A0₫", "¥1,234.50")]
    public void Dates_numbers_and_money_are_written_as_the_language_writes_them(string language, string moment, string day, string number, string percent, string dong, string yuan)
    {
        var show = Speaking(language);
        Assert.Equal([moment, day, number, percent, dong, yuan],
            [show.DateAndTime(Noon), show.Day(Noon), show.Number(1204), show.Percent(0.985, 1), show.Money(1_250_000), show.Money(123_450, "CNY")]);
    }

    [Theory]
    [InlineData("en", "20 Nov 2026 12:00:00", "Fri 20 Nov", "1,234.5", "-1,250,000\u00A0₫", "1,234.500\u00A0KWD", "-¥0.05", "2 days", "5 h ago")]
    [InlineData("vi", "20/11/2026 12:00:00", "Th 6 20/11", "1.234,5", "-1.250.000\u00A0₫", "1.234,500\u00A0KWD", "-¥0,05", "2 ngày", "5 giờ trước")]
    [InlineData("zh-Hans", "2026年11月20日 12:00:00", "周五 11月20日", "1,234.5", "-1,250,000\u00A0₫", "1,234.500\u00A0KWD", "-¥0.05", "2 天", "5 小时前")]
    public void Whatever_else_is_shown_has_its_form_in_each_language(string language, string exactly, string weekday, string number, string dong, string dinar, string fen, string span, string ago)
    {
        var show = Speaking(language);
        Assert.Equal([exactly, weekday, number, dong, dinar, fen, span, ago],
            [show.Exactly(Noon), show.DayOfWeek(new DateOnly(2026, 11, 20)), show.Number(1234.50m), show.Money(-1_250_000), show.Money(1_234_500, "KWD"), show.Money(-5, "CNY"), show.Span(TimeSpan.FromDays(2)), show.Relative(Noon.AddHours(-5))]);
    }

    [Theory]
    [InlineData("en", "Thu 5 Mar"), InlineData("vi", "Th 5 05/03"), InlineData("zh-Hans", "周四 3月5日")]
    public void A_day_of_one_digit_is_written_as_the_language_writes_it(string language, string expected) =>
        Assert.Equal(expected, Speaking(language).DayOfWeek(new DateOnly(2026, 3, 5)));

    [Fact]
    public void The_day_is_the_utilitys_and_not_Greenwichs()
    {
        var lateEvening = new DateTime(2026, 11, 20, 17, 30, 0, DateTimeKind.Utc);   // 00:30 on the 21st
        Assert.Equal("tomorrow 00:30", Speaking("en").Day(lateEvening));
        Assert.Equal("21 Nov 2026", Speaking("en").Date(lateEvening));
    }

    [Fact]
    public void What_is_typed_on_the_wall_clock_comes_back_the_same()
    {
        var show = Speaking("en");
        Assert.Equal(Noon, show.ToUtc(show.Local(Noon)));
        Assert.Equal(Noon, show.ToUtc(new DateTime(2026, 11, 20, 12, 0, 0)));
    }

    [Fact]
    public void An_hour_that_the_clocks_skip_counts_as_the_hour_after_it()
    {
        var show = Speaking("en", "Europe/Berlin");
        Assert.Equal(new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc), show.ToUtc(new DateTime(2026, 3, 29, 2, 30, 0)));
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);

    private static LocalFormat Speaking(string language, string zone = "Asia/Ho_Chi_Minh")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var book = new WordBook(WordsInSource.Modules.Select(m => (m.Name, (IFileProvider)new PhysicalFileProvider(m.FullName))), new NullFileProvider(), NullLogger.Instance);
        return new LocalFormat(new FakeTime(Noon), new Utility(() => new UtilitySettings { TimeZone = zone }), new ModuleLocalizer<Utility>(book));
    }
}
